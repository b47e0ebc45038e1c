/** Why something asked for could not be made, as a sentence for the user. */
export class NotMade extends Error {}
