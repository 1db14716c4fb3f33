//! What operators do at the command line.

use gamma_core::money::Money;
use gamma_core::wire::views::Light;
use serde_json::json;

use super::people::{IIN, NAME};
use super::world::{Device, PHONE, World, is_done, text};
use crate::book::rows::{Brand, Creator};
use crate::identity::cli::{BrandCommand, CreatorCommand, OperatorCommand, run_brand, run_creator, run_operator};
use crate::testing::on_each_engine;

const OPERATOR: &str = "Дана";

async fn add_operator(world: &World) {
    let command = OperatorCommand::Add { name: OPERATOR.to_owned(), phone: "+77010000009".to_owned() };
    run_operator(&world.app, command).await.expect("added");
}

fn add_brand(operator: &str) -> BrandCommand {
    BrandCommand::Add {
        name: "Қаймақ".to_owned(),
        bin: "240340000019".to_owned(),
        commission_bp: None,
        has_tax_authority: true,
        operator: operator.to_owned(),
    }
}

#[test]
fn only_a_known_operator_changes_anything() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        run_brand(&world.app, add_brand("Somebody")).await.expect_err("refused");
        assert_eq!(world.count("select count(*) from brand").await, 0);
        add_operator(&world).await;
        let twin = OperatorCommand::Add { name: OPERATOR.to_owned(), phone: "+77010000008".to_owned() };
        run_operator(&world.app, twin).await.expect_err("the name is taken");
        run_brand(&world.app, add_brand(OPERATOR)).await.expect("added");
        run_brand(&world.app, add_brand(OPERATOR)).await.expect_err("the number is taken");
    });
}

#[test]
fn limits_light_and_members_are_granted_in_the_operators_name() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        add_operator(&world).await;
        run_brand(&world.app, add_brand(OPERATOR)).await.expect("added");
        let brand: Brand = world.app.db.record("", &[]).await.expect("reads").expect("a brand");
        let operator = OPERATOR.to_owned();
        let limit = BrandCommand::Limit {
            brand: brand.id,
            credit: Some(500_000),
            trust: Some(30_000),
            advance: None,
            commission_bp: None,
            prepaid_only: None,
            tax_authority: None,
            operator: operator.clone(),
        };
        run_brand(&world.app, limit).await.expect("granted");
        let light = BrandCommand::Light { brand: brand.id, light: Light::Amber, operator: operator.clone() };
        run_brand(&world.app, light).await.expect("set");
        let (phone, role) = (PHONE.to_owned(), "member".to_owned());
        let member = BrandCommand::Member { brand: brand.id, phone, role, may_sign: false, operator };
        run_brand(&world.app, member).await.expect("joined");
        let brand: Brand = world.app.db.record("", &[]).await.expect("reads").expect("a brand");
        assert_eq!((brand.credit_limit_tiyn, brand.light.0), (Money::from_tenge(500_000), Light::Amber));
        assert_eq!(brand.trust_limit_tiyn, Money::from_tenge(30_000), "the light changed no limit");
        let ceiling = "select ceiling_tiyn from account where kind = 'receivable'";
        assert_eq!(world.count(ceiling).await, 50_000_000);
        let session = world.sign_in(PHONE, &Device::new()).await;
        assert_eq!(session["brands"], json!([brand.id]));
        let by_operator = "select count(*) from command where actor = 'operator:Дана'";
        assert_eq!(world.count(by_operator).await, 4);
    });
}

#[test]
fn a_confirmed_profile_says_who_saw_which_document_when() {
    on_each_engine(|db| async move {
        let world = World::new(db).await;
        add_operator(&world).await;
        let session = world.sign_in(PHONE, &Device::new()).await;
        let token = text(&session["access_token"]);
        let confirm = || CreatorCommand::ConfirmTax {
            person: text(&session["person"]).parse().expect("an id"),
            profile: gamma_core::tax::Profile::SelfEmployedPlatform,
            document: "e-salyq 17".to_owned(),
            until: None,
            operator: OPERATOR.to_owned(),
        };
        run_creator(&world.app, confirm()).await.expect_err("nobody knows whose document it is");
        assert!(is_done(&world.command(&token, "set_identity", json!({ "full_name": NAME, "iin": IIN })).await));
        run_creator(&world.app, confirm()).await.expect("confirmed");
        let answers = json!({ "is_sole_proprietor": false, "is_pension_age": false, "has_disability": false,
            "is_student": false, "wants_base_deduction": false });
        assert!(is_done(&world.command(&token, "answer_tax_interview", answers).await));
        let id: gamma_core::id::PersonId = text(&session["person"]).parse().expect("an id");
        let creator: Creator =
            world.app.db.record("where id = $1", crate::args![id]).await.expect("reads").expect("a creator");
        assert_eq!(creator.tax_profile.map(|profile| profile.0.code()), Some("kz.se.platform"), "the word stands");
        let proof: serde_json::Value =
            serde_json::from_str(creator.tax_confirmed_by.as_deref().expect("a proof")).expect("JSON");
        assert_eq!(proof["operator"], json!(OPERATOR));
        assert_eq!(proof["document"], json!("e-salyq 17"));
        assert_eq!(proof["at"], json!(world.app.clock.now()));
    });
}
