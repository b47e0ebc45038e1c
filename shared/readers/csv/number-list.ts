/** A list of numbers that grows, in eight bytes a number. */
export class NumberList {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** Changes a number that is there. */
  set(index: number, value: number): void {
    if (index < this.#length) this.#values[index] = value;
  }

  at(index: number): number {
    return this.#values[index]!;
  }
}
