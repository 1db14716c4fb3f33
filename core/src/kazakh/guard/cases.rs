//! What the guard says of single sentences and small scripts: each case names the codes, in the order of the text.

use super::{Basis, Context, Finding, Labelled, Register, Severity, check, passes, printed};

fn codes(text: &str) -> Vec<String> {
    codes_in(text, &Context::default())
}

fn codes_in(text: &str, context: &Context) -> Vec<String> {
    check(text, context).into_iter().map(|finding| finding.code).collect()
}

fn only(text: &str) -> Finding {
    let mut found = check(text, &Context::default());
    assert_eq!(found.len(), 1, "{text}\n{}", printed(text, &found));
    found.remove(0)
}

#[test]
fn a_finding_points_at_its_characters_and_offers_the_same_form() {
    let found = only("Мен үйде жұмыс жасаймын.");
    assert_eq!((found.from, found.to), (9, 23));
    assert_eq!(found.replacements, ["жұмыс істеймін"]);
    assert_eq!(only("Сумкаңды көрсетші.").replacements, ["Сөмкеңді"]);
    assert_eq!(only("Анам бұл качествоны ұнатты.").replacements, ["сапаны"]);
    assert_eq!(only("Ертең тойға бару керекпін.").replacements, ["баруым керек"]);
    assert_eq!(only("Бүгін оқитын боламыз.").replacements, ["оқимыз"]);
    assert_eq!(only("Оны алуға болады ма?").replacements, ["бола ма"]);
    assert_eq!(only("Маған үш кеңестерді айтты.").replacements, ["үш кеңесті"]);
}

#[test]
fn spelling_is_mended() {
    for (text, code, instead) in [
        ("Мына kөйлек әдемі.", "script.mixed", "көйлек"),
        ("Кyн жылы ғой.", "script.mixed", "Күн"),
        ("Мынаны алмадыма?", "spelling.particle", "алмады ма"),
        ("Маған келдіңбе, айтшы.", "spelling.particle", "келдің бе"),
        ("Кыздар, әдемі ме?", "spelling.chat", "Қыздар"),
        ("Бұл өте жумсак екен.", "spelling.chat", "жұмсақ"),
        ("Түсі қып қызыл.", "spelling.hyphen", "қып-қызыл"),
        ("Үйден шықпай ақ алдым.", "spelling.hyphen", "шықпай-ақ"),
        ("Сабақ 15-та басталады.", "spelling.digits", "15-те"),
    ] {
        let found = only(text);
        assert_eq!(found.code, code, "{text}");
        assert!(instead == "Күн" || found.replacements == [instead], "{text}: {:?}", found.replacements);
    }
}

#[test]
fn numerals_leave_dates_years_and_lookalikes_alone() {
    for text in [
        "2010 жылдары сән басқа еді.",
        "1990 жылдарда басталды.",
        "Үш доллар деген аз.",
        "Он гектар жер бар.",
        "Үш көктем өтті.",
        "Бірінші кеңестер осы.",
        "Мыңдаған адамдар көрді.",
        "Екі жақтан да қарадым.",
        "5 мамыр күндері жиналамыз.",
        "Екі достың әңгімесі.",
    ] {
        assert!(!codes(text).iter().any(|code| code.starts_with("calque.6")), "{text}: {:?}", codes(text));
    }
}

#[test]
fn questions_in_the_past_are_fine() {
    for text in ["Сен алды ма дейсің?", "Ол келді ме?", "Болды ма?", "Қойды ма, көрдің бе?", "Барасың ба?", "Ұнады ма?"]
    {
        assert!(codes(text).is_empty(), "{text}: {:?}", codes(text));
    }
}

#[test]
fn claims_are_stopped_and_proof_lets_them_pass() {
    for (text, code) in [
        ("Бұл елдегі ең үздік крем.", "claim.SUP-1"),
        ("Теңдесі жоқ дәм, келіп көр.", "claim.SUP-1"),
        ("100% нәтиже береді, сенші.", "claim.GUA-1"),
        ("Ол безеуді емдейді екен.", "claim.MED-1"),
        ("Бұл шай қысымды түсіреді.", "claim.MED-1"),
        ("Дәрігерлер кеңес береді.", "claim.MED-4"),
        ("Бір аптада бес келі тастайсың.", "claim.WGT-1"),
        ("Мамаңа айт, алып берсін.", "claim.KID-1"),
        ("Қасына сыра да алдым.", "claim.BAN-1"),
        ("Тәуекелсіз ақша табасың.", "claim.FIN-1"),
        ("Nike-қа қарағанда жақсы екен.", "claim.CMP-1"),
        ("Иммунитетіңді бірден көтереді.", "claim.MED-1"),
        ("Бес келі салмақ тастадым.", "claim.WGT-1"),
        ("Анаңа қазір айт, алсын.", "claim.KID-1"),
        ("Бағасы 20 доллар ғана.", "claim.PRC-1"),
        ("Соңғы екі дана қалды.", "claim.PRC-2"),
    ] {
        assert!(codes(text).iter().any(|found| found == code), "{text}: {:?}", codes(text));
    }
    let proved = Context { proved: vec!["SUP-1".to_owned()], ..Context::default() };
    assert!(codes_in("Бұл елдегі ең үздік крем.", &proved).is_empty());
}

#[test]
fn innocent_words_are_no_claims() {
    for text in [
        "Ең жақсы көретін көйлегім осы.",
        "Бір жыл кепілдігі бар екен.",
        "Хат жазады, сурет салады.",
        "Бұрынғыма қарағанда жеңілірек.",
        "Анаңа да айтарсың.",
        "Балам бес келі қарбыз көтеріп жүр.",
        "Instagram-да көргенімнен гөрі әдемі екен.",
        "Қантсыз, майсыз, жеп-жеңіл.",
    ] {
        assert!(codes(text).is_empty(), "{text}: {:?}", codes(text));
    }
}

#[test]
fn a_script_of_papers_sound_is_told_so() {
    let beats = [("Білесің бе?", None), ("Түсі және иісі жақсы, және жеңіл.", None), ("Сақтап қой!", None)];
    let (text, context) = Context::of_beats(&beats);
    assert!(codes_in(&text, &context).contains(&"style.and".to_owned()));
    assert!(codes(&text).is_empty());
}

#[test]
fn one_register_is_kept() {
    assert_eq!(codes("Сіз көрдіңіз бе? Енді сақтап қой, досыңа айт. Сізге керек. Алыңыз."), ["register.mixed"]);
    let siz = Context { register: Some(Register::Siz), ..Context::default() };
    let found = check("Балаңды алып кел, көресің.", &siz);
    assert!(found.iter().any(|finding| finding.replacements == ["көресіз"]), "{found:?}");
    assert!(codes_in("Балаңызды алып келіңіз.", &siz).is_empty());
    assert!(codes("Қыздар, сақтап қойыңдар! Сен де ал.").is_empty());
}

#[test]
fn short_and_full_endings_do_not_mix() {
    assert_eq!(codes("Күнде жағам, сосын жуам. Кейін жатамын."), ["register.contraction"]);
    assert!(codes("Күнде жағамын, сосын жуамын.").is_empty());
    assert!(codes("Балам қаламын алды, мен қараймын.").is_empty());
}

#[test]
fn a_script_keeps_its_seconds_its_hook_and_its_call() {
    let long = "Бүгін мен сендерге осы әдемі қызыл көйлегімнің қайдан келгенін жайлап айтып беремін";
    let (text, context) = Context::of_beats(&[(long, None), ("Матасы жұмсақ.", None), ("Бұл жай ғана әңгіме.", None)]);
    let found = codes_in(&text, &context);
    assert_eq!(found, ["length.hook", "length.short", "call.missing"]);
    let (text, context) = Context::of_beats(&[(long, None), (long, None), (long, None)]);
    assert!(codes_in(&text, &context).contains(&"length.long".to_owned()));
}

#[test]
fn what_the_brief_does_not_say_is_no_fact() {
    let beats = [("Білесің бе?", None), ("Бағасы төрт мың теңге.", Some(Basis::Brief)), ("Сақтап қой!", None)];
    let (text, mut context) = Context::of_beats(&beats);
    assert!(codes_in(&text, &context).contains(&"basis.number".to_owned()));
    context.facts = vec!["4000 ₸".to_owned()];
    assert!(!codes_in(&text, &context).contains(&"basis.number".to_owned()));
    let beats = [("Білесің бе?", None), ("Күні бойы кетпейді екен.", Some(Basis::Claim)), ("Сақтап қой!", None)];
    let (text, mut context) = Context::of_beats(&beats);
    assert!(codes_in(&text, &context).contains(&"basis.claim".to_owned()));
    context.facts = vec!["Түсі күні бойы кетпейді".to_owned()];
    assert!(!codes_in(&text, &context).contains(&"basis.claim".to_owned()));
}

#[test]
fn a_paid_post_without_a_label_does_not_pass() {
    let context = Context { label: Some(Labelled::default()), ..Context::default() };
    let found = check("Қызыл далап алдым.", &context);
    assert!(!passes(&found) && found.iter().all(|finding| finding.severity == Severity::Fail));
    let caption = "Жарнама. Қызыл далап".to_owned();
    let context =
        Context { label: Some(Labelled { screen: "Жарнама".to_owned(), caption }), ..Context::default() };
    assert!(check("Қызыл далап алдым.", &context).is_empty());
}

#[test]
fn a_text_in_another_language_is_named() {
    assert!(codes("Подруги, смотрите какая помада, она держится целый день!").contains(&"claim.LNG-1".to_owned()));
    assert!(codes("Qyzdar, men bugin zhana koylek aldym, qarashy, qandai ademi!").contains(&"claim.LNG-1".to_owned()));
    assert!(codes("Мен маникюр мен педикюр жасатып алдым, кератин де бар.").is_empty());
}

#[test]
fn no_text_at_all_breaks_the_guard() {
    let long = "көйлек қызыл алдым ".repeat(4000);
    for text in [
        "",
        "\n\n",
        "🙂🙂",
        "...!!!",
        "«»",
        "-",
        "ма",
        "1 000 000 000 000 000 000 000 ₸",
        "a\u{301}е\u{301}",
        long.as_str(),
    ] {
        let found = check(text, &Context::default());
        let count = text.chars().count();
        assert!(found.iter().all(|finding| finding.from <= finding.to && finding.to <= count), "{found:?}");
    }
}

#[test]
fn no_mixture_of_letters_breaks_the_guard() {
    let pieces = [
        "ма",
        "қып ",
        "-",
        "ерін ",
        "болып ",
        "табылады",
        "5",
        "%",
        " ₸",
        "к",
        "ы",
        ",",
        ".",
        "\n",
        "үш ",
        "тер",
        "Kaspi",
        "🙂",
        "ь",
        "№",
    ];
    let mut state = 7_u64;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let place = usize::try_from(state.checked_shr(33).unwrap_or(0)).unwrap_or(0).checked_rem(pieces.len());
            text.push_str(pieces[place.unwrap_or(0)]);
        }
        let (whole, context) = Context::of_beats(&[(&text, Some(Basis::Claim)), ("Сақтап қой!", None)]);
        let count = whole.chars().count();
        assert!(
            check(&whole, &context).iter().all(|finding| finding.from <= finding.to && finding.to <= count),
            "{text}"
        );
    }
}
