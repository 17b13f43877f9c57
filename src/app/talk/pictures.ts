import { renderSheet } from '../../../cards';
import type { PictureEnd } from '../../../cards/my-case';
import type { AskedPictures } from '../../core/conversation';
import type { Talk } from './talk';

/** Pictures that one turn fetches and keeps, and files that it names, at most. */
export const mostShown = 10;

/** Asks before pictures go to HR: one question for all that wait. */
export function askAboutPictures(talk: Talk, more: AskedPictures['of']): void {
  const number = talk.hers.latest?.report.number;
  if (number === undefined) return;
  const before = talk.state.pictures?.case === number ? talk.state.pictures.of : [];
  const asked: AskedPictures = { id: talk.newId(), row: talk.newId(), case: number, of: [...before, ...more].slice(0, mostShown) };
  if (before.length + more.length > mostShown) talk.say(talk.text('mine.picture.too-many', { most: mostShown }));
  settlePictures(talk, 'asked-again');
  talk.state = { ...talk.state, pictures: asked };
  const sheet = talk.hers.pictureCard(asked);
  if (sheet) talk.put({ kind: 'card', card: renderSheet(sheet), summary: sheet.title }, asked.row);
}

/** Passes on the pictures of the card that she pressed, or not, as she says; once. */
export function answerAboutPictures(talk: Talk, card: string, send: boolean): void {
  const { pictures } = talk.state;
  if (pictures?.id !== card) return talk.answerWith(renderSheet(talk.hers.pictureDone('mine.picture.over')));
  if (!talk.hers.open) {
    settlePictures(talk, 'mine.picture.kept');
    if (send) talk.say(talk.text('mine.picture.closed'));
    return;
  }
  const failed = send ? talk.hers.show(pictures.of) : [];
  if (!failed) return;
  for (const why of new Set(failed)) talk.say(talk.text(`mine.picture.${why}`, { number: `${pictures.case}` }));
  settlePictures(talk, send && failed.length < pictures.of.length ? 'mine.picture.sent' : 'mine.picture.kept');
}

/** She has deleted a message before its pictures were passed on. */
export function withdrawPictures(talk: Talk, message: string): void {
  const { pictures } = talk.state;
  const left = pictures?.of.filter((one) => one.message !== message) ?? [];
  if (!pictures || left.length === pictures.of.length) return;
  if (left.length === 0) return settlePictures(talk, 'mine.picture.kept');
  talk.state = { ...talk.state, pictures: { ...pictures, of: left } };
}

/** The card that asked about pictures, with its end in place of its buttons. */
function settlePictures(talk: Talk, came: PictureEnd): void {
  const { pictures, ...rest } = talk.state;
  if (!pictures) return;
  talk.state = rest;
  const sheet = talk.hers.pictureDone(came);
  const card = renderSheet(sheet);
  talk.put({ kind: 'redraw', of: pictures.row, card, summary: sheet.title });
  talk.answerWith(card);
}
