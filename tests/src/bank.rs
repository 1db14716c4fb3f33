//! A bank at the end of a bank file: reads a pain.001 as any bank would and answers each payment in a pain.002.

/// Every payment's EndToEndId, in the order of the file.
pub fn payments_of(pain001: &str) -> Vec<&str> {
    let parts = pain001.split("<EndToEndId>").skip(1);
    parts.filter_map(|part| part.split_once("</EndToEndId>")).map(|(id, _)| id).collect()
}

/// *Booked on the payee's account* for each payment of the file.
pub fn all_booked(pain001: &str) -> String {
    let booked =
        |id: &&str| format!("<TxInfAndSts><OrgnlEndToEndId>{id}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>");
    let payments: String = payments_of(pain001).iter().map(booked).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>\
         <OrgnlPmtInfAndSts>{payments}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    )
}
