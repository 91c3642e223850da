/** What becomes of the connection: closed with `Connection: close`, without a word, or kept. */
export type AfterRefusal = 'close' | 'drop' | 'keep';

/** Thrown to answer with a bare error page of Jetty: a status and a message. */
export class Refusal extends Error {
  readonly status: number;
  readonly connection: AfterRefusal;

  constructor(status: number, message: string, connection: AfterRefusal = 'close') {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.connection = connection;
  }
}
