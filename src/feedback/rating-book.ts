import type { PersonalRating, Rating } from './feedback-desk.ts';

const CAPACITY = 5_000;

/** Who rated what, for the last 5,000 ratings of this process. */
export class RatingBook {
  readonly #ratings = new Map<string, Rating>();

  find({ questionId, userId }: Pick<PersonalRating, 'questionId' | 'userId'>): Rating | undefined {
    return this.#ratings.get(`${questionId}.${userId}`);
  }

  add({ questionId, userId, rating }: PersonalRating): void {
    const key = `${questionId}.${userId}`;
    // Put last, so that the oldest go first.
    this.#ratings.delete(key);
    this.#ratings.set(key, rating);
    const [oldest] = this.#ratings.keys();
    if (this.#ratings.size > CAPACITY && oldest !== undefined) this.#ratings.delete(oldest);
  }

  /** As if the person had rated nothing. */
  forgetPerson(userId: string): void {
    for (const key of this.#ratings.keys()) if (key.endsWith(`.${userId}`)) this.#ratings.delete(key);
  }
}
