import { type Desk, personIn } from '../../../cards/case-card';
import type { Mine } from '../../../cards/my-case';
import type { Case } from '../../core/case/types';
import type { Concern } from '../../core/concern';
import type { Language } from '../../core/language';
import { type Params, t, type TextKey } from '../../texts';
import type { House } from '../house';
import { threadOf } from '../ports';
import { whenHrAnswers } from '../when-hr-answers';

/** The two sides of a case, HR and the employee: how each is spoken to, and who hears of words that do not arrive. */
export class Sides {
  constructor(
    readonly house: House,
    /** The language that the employee reads now. */
    readonly hers: Language,
    readonly now: number,
  ) {}

  get desk(): Desk {
    const { organisation, guide } = this.house;
    return { language: organisation.defaultLanguage, organisation, guide, hers: this.hers };
  }

  get mine(): Mine {
    const { organisation, isHoliday } = this.house;
    return { language: this.hers, organisation, when: whenHrAnswers(this.hers, organisation.hr.hours, isHoliday, this.now) };
  }

  hr(key: TextKey, params: Params = {}): string {
    return t(this.desk.language, key, { email: this.house.organisation.hr.email, ...params });
  }

  her(key: TextKey, params: Params = {}): string {
    return t(this.hers, key, { email: this.house.organisation.hr.email, ...params });
  }

  name(one: Case): string {
    return personIn(this.desk.language, one);
  }

  /** Words of hers that do not arrive: she is told. */
  toEmployee(one: Case): Concern {
    const number = `${one.report.number}`;
    return { place: one.report.conversation, late: this.her('mine.late'), lost: this.her('mine.lost', { number }) };
  }

  /** Words of HR's that do not arrive: the thread is told. */
  toHr(one: Case): Concern {
    const name = this.name(one);
    const address = one.report.person.email ?? '–';
    return { place: threadOf(one.report.number), late: this.hr('thread.late', { name }), lost: this.hr('thread.lost', { name, address }) };
  }
}
