//! The rail's own books: what it was asked for, what it did about it, and whom it still has to tell.

use std::collections::{BTreeMap, BTreeSet};

use gamma_core::money::Money;
use gamma_core::time::Day;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Manner, named};

/// Where a payment stands at the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Taken, not yet paid.
    Accepted,
    /// Paid.
    Confirmed,
    /// Refused for good.
    Failed,
    /// Paid, and sent back by the account's bank.
    Returned,
}

/// One payment, by the id that the platform gave it.
#[derive(Debug, Clone)]
pub struct Payment {
    /// The platform's attempt.
    pub id: Uuid,
    /// How much.
    pub amount: Money,
    /// To which account.
    pub iban: String,
    /// To whom.
    pub name: String,
    /// Where it stands.
    pub status: Status,
    /// How this payment is treated.
    pub manner: Manner,
    /// When it was paid.
    pub day: Day,
    /// How often money left for this id: never more than once.
    pub times_paid: u32,
}

/// News the platform must be told.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The event's own id.
    pub event: Uuid,
    /// About which payment.
    pub id: Uuid,
    /// What became of it.
    pub status: Status,
}

/// Everything the rail knows.
#[derive(Debug, Default)]
pub struct Books {
    /// Every payment.
    pub payments: BTreeMap<Uuid, Payment>,
    /// Calls that the rail lost.
    pub lost: BTreeSet<Uuid>,
    /// News not yet taken.
    pub callbacks: Vec<Callback>,
    /// How many different ids were asked for.
    pub asked: usize,
    /// Requests whose signature did not hold.
    pub refused: u32,
}

impl Status {
    /// As it stands in JSON.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Failed => "failed",
            Self::Returned => "returned",
        }
    }
}

impl Payment {
    /// The rail's own name for it.
    pub fn external_id(&self) -> String {
        external_id(self.id)
    }

    /// What a status request says. Money that came back was confirmed first.
    pub fn body(&self) -> Value {
        let reason = (self.status == Status::Failed).then_some("account_closed");
        json!({ "id": self.id, "external_id": self.external_id(), "status": self.status.text(),
                "reason": reason, "cost": "0.00" })
    }

    /// Money leaves, once.
    fn pay(&mut self, day: Day) {
        if self.times_paid == 0 {
            self.times_paid = 1;
            self.status = Status::Confirmed;
            self.day = day;
        }
    }
}

impl Callback {
    fn about(id: Uuid, status: Status, name: &str) -> Self {
        Self { event: named(id, name), id, status }
    }

    /// What the platform is told.
    pub fn body(&self) -> Value {
        let reason = match self.status {
            Status::Failed => Some("account_closed"),
            Status::Returned => Some("account_closed_by_its_bank"),
            Status::Accepted | Status::Confirmed => None,
        };
        json!({ "event": self.event, "id": self.id, "external_id": external_id(self.id),
                "status": self.status.text(), "reason": reason, "cost": "0.00" })
    }
}

fn external_id(id: Uuid) -> String {
    format!("R{}", named(id, "external").simple())
}

impl Books {
    /// Takes a payment in: the same id again is the same payment, and money leaves at most once.
    pub fn take(&mut self, payment: Payment, day: Day) -> &Payment {
        let (id, manner) = (payment.id, payment.manner);
        let is_new = !self.payments.contains_key(&id);
        let payment = self.payments.entry(id).or_insert(payment);
        if is_new {
            match manner {
                Manner::Failed => payment.status = Status::Failed,
                Manner::Late => payment.status = Status::Accepted,
                _ => payment.pay(day),
            }
            self.callbacks.extend(news(id, manner));
        }
        &self.payments[&id]
    }

    /// The money that was late leaves now, and the platform will be told.
    pub fn hurry(&mut self, day: Day) {
        for payment in self.payments.values_mut().filter(|payment| payment.status == Status::Accepted) {
            payment.pay(day);
            self.callbacks.push(Callback::about(payment.id, Status::Confirmed, "confirmed"));
        }
    }

    /// Money that was promised back comes back, and the platform will be told.
    pub fn send_back(&mut self) {
        let is_due =
            |payment: &&mut Payment| payment.manner == Manner::ReturnedLater && payment.status == Status::Confirmed;
        for payment in self.payments.values_mut().filter(is_due) {
            payment.status = Status::Returned;
            self.callbacks.push(Callback::about(payment.id, Status::Returned, "returned"));
        }
    }

    /// What reached an account, less what was sent back.
    pub fn paid(&self, iban: &str) -> Money {
        let is_there = |payment: &&Payment| payment.iban == iban && payment.status == Status::Confirmed;
        self.payments.values().filter(is_there).map(|payment| payment.amount).sum()
    }

    /// The statement of a day.
    pub fn statement(&self, day: Day) -> Value {
        let of_day = |payment: &&Payment| payment.times_paid > 0 && payment.day == day;
        let line = |payment: &Payment, kind: &str| {
            json!({ "external_id": payment.external_id(), "id": payment.id, "kind": kind,
                    "amount": payment.amount.to_decimal_text(), "day": day })
        };
        let mut lines = Vec::new();
        for payment in self.payments.values().filter(of_day) {
            lines.push(line(payment, "paid"));
            if payment.status == Status::Returned {
                lines.push(line(payment, "returned"));
            }
        }
        json!({ "lines": lines })
    }
}

/// Whom the rail calls back after taking a payment in this manner.
fn news(id: Uuid, manner: Manner) -> Vec<Callback> {
    let confirmed = |name: &str| Callback::about(id, Status::Confirmed, name);
    match manner {
        Manner::Sent | Manner::NotFound => vec![confirmed("confirmed")],
        Manner::Twice => vec![confirmed("confirmed"), confirmed("confirmed"), confirmed("confirmed again")],
        Manner::Failed => vec![Callback::about(id, Status::Failed, "failed")],
        Manner::Confirmed | Manner::Nothing | Manner::Late | Manner::ReturnedLater => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payment(manner: Manner) -> Payment {
        let day = Day::new(2026, 6, 15).expect("a day");
        let (amount, iban) = (Money::from_tenge(9_300), "KZ00".to_owned());
        let name = "Somebody".to_owned();
        Payment { id: Uuid::from_u128(1), amount, iban, name, status: Status::Accepted, manner, day, times_paid: 0 }
    }

    #[test]
    fn one_id_is_paid_once_in_every_manner() {
        for manner in super::super::MANNERS {
            let (mut books, first) = (Books::default(), payment(manner));
            let day = first.day;
            for _ in 0..3 {
                books.take(first.clone(), day);
                books.hurry(day);
            }
            let expected = if manner == Manner::Failed { Money::ZERO } else { Money::from_tenge(9_300) };
            assert_eq!(books.paid("KZ00"), expected, "{manner:?}");
            books.send_back();
            assert!(books.payments.values().all(|payment| payment.times_paid <= 1), "{manner:?}");
        }
    }
}
