//! The same batch as a 1C list, in the dialect of Kazakhstan, windows-1251: what many bank programs still import.

use super::profiles::Profile;
use super::{Payer, Sealed, SealedPayment};

/// The list's bytes.
pub fn file(profile: &Profile, payer: &Payer, batch: &Sealed) -> Vec<u8> {
    let (year, month, day) = batch.sealed_at.day().parts();
    let today = format!("{day:02}.{month:02}.{year:04}");
    let minute = batch.sealed_at.minute_of_day();
    let mut lines = vec![
        "1CClientBankExchange".to_owned(),
        "ВерсияФормата=2.0".to_owned(),
        "Кодировка=Windows".to_owned(),
        "Отправитель=Gamma".to_owned(),
        "Получатель=".to_owned(),
        format!("ДатаСоздания={today}"),
        format!("ВремяСоздания={:02}:{:02}:00", minute / 60, minute % 60),
        format!("ДатаНачала={today}"),
        format!("ДатаКонца={today}"),
        format!("РасчСчет={}", payer.iban),
    ];
    for (number, payment) in (1_usize..).zip(&batch.payments) {
        lines.extend(document(profile, payer, payment, number, &today));
    }
    lines.push("КонецФайла".to_owned());
    let text = lines.join("\r\n") + "\r\n";
    encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
}

fn document(profile: &Profile, payer: &Payer, payment: &SealedPayment, number: usize, today: &str) -> Vec<String> {
    let pairs = [
        ("НомерДокумента", number.to_string()),
        ("ДатаДокумента", today.to_owned()),
        ("ВидДокумента", "ПлатежноеПоручение".to_owned()),
        ("Сумма", payment.amount.to_decimal_text()),
        ("Валюта", "KZT".to_owned()),
        ("ПлательщикНаименование", line(&payer.name)),
        ("ПлательщикБИН_ИИН", payer.bin.clone()),
        ("ПлательщикКБЕ", profile.payer_kbe.clone()),
        ("ПлательщикИИК", payer.iban.clone()),
        ("ПлательщикБанкБИК", payer.bic.clone()),
        ("ПолучательНаименование", line(&payment.name)),
        ("ПолучательБИН_ИИН", payment.iin.to_string()),
        ("ПолучательКБЕ", profile.payee_kbe.clone()),
        ("ПолучательИИК", payment.iban.to_string()),
        ("ПолучательБанкБИК", profile.bic(&payment.iban).unwrap_or_default().to_owned()),
        ("КодНазначенияПлатежа", profile.knp.clone()),
        ("НазначениеПлатежа", line(&payment.purpose)),
    ];
    let head = "СекцияДокумент=ПлатежноеПоручение".to_owned();
    let body = pairs.into_iter().map(|(key, value)| format!("{key}={value}"));
    [head].into_iter().chain(body).chain(["КонецДокумента".to_owned()]).collect()
}

/// One line that windows-1251 can carry: Kazakh letters that it lacks become the nearest Russian ones.
fn line(text: &str) -> String {
    let nearest = |c: char| match c {
        'ә' => 'а',
        'Ә' => 'А',
        'ғ' => 'г',
        'Ғ' => 'Г',
        'қ' => 'к',
        'Қ' => 'К',
        'ң' => 'н',
        'Ң' => 'Н',
        'ө' => 'о',
        'Ө' => 'О',
        'ұ' | 'ү' => 'у',
        'Ұ' | 'Ү' => 'У',
        'һ' => 'х',
        'Һ' => 'Х',
        other => other,
    };
    let is_known = |c: char| !encoding_rs::WINDOWS_1251.encode(c.encode_utf8(&mut [0; 4])).2;
    text.chars().filter(|c| !c.is_control()).map(nearest).map(|c| if is_known(c) { c } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_name_is_one_line_that_the_old_encoding_can_carry() {
        assert_eq!(line("Айгерім Өтеғұлқызы\nСумма=1 🙂"), "Айгерім ОтегулкызыСумма=1 ?");
    }
}
