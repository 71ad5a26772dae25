//! A report as a page.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use crate::pair::{HOSTILE, approved, hostile};

#[test]
fn nothing_of_a_document_is_markup_in_html() {
    let tags = |page: &str| page.matches('<').count();
    let harmless = tags(&hostile("x").html());
    for text in HOSTILE {
        let page = hostile(text).html();
        // A code span is the only markup that a message makes.
        let codes = page.matches("<code>").count() - hostile("x").html().matches("<code>").count();
        assert_eq!(tags(&page), harmless + 2 * codes, "{text}\n{page}");
        assert_eq!(page.matches("<script").count(), 1);
        assert!(!page.contains('\u{202e}') && !page.contains('\u{0}'), "{text}");
    }
}

#[test]
fn a_page_is_complete_and_allows_its_own_style_and_script_only() {
    let page = approved().html();
    for (start, end, directive) in [("<style>", "</style>", "style-src"), ("<script>", "</script>", "script-src")] {
        let (_, rest) = page.split_once(start).unwrap();
        let (text, _) = rest.split_once(end).unwrap();
        let digest = STANDARD.encode(Sha256::digest(text));
        assert!(page.contains(&format!("{directive} 'sha256-{digest}';")), "{directive}");
    }
    assert!(page.contains("content=\"default-src 'none'; "), "{page}");
    for outside in ["http:", "https:", "//", "url(", "@import", " src=", "onclick", "style="] {
        let policy = "http-equiv";
        assert!(!page.replace(policy, "").contains(outside), "{outside}");
    }
    let finding = "\
<h3><code>GET /pets</code></h3><article class=\"finding wire\" id=\"finding-0-f\"><h4><span class=\"word wire\" \
title=\"a call will fail, a response will not decode, or data is lost\">wire</span> <code>query limit</code>: the type of \
<code>limit</code> has changed</h4><div class=\"sides\"><div class=\"side\"><h5>Old</h5><p><code>old/openapi.yaml:5:11</code></p><p \
class=\"value\"><code>string</code></p><pre tabindex=\"0\"><code>fn limit(self, limit: impl Into&lt;String&gt;) -&gt; \
Self</code></pre></div><div class=\"side\"><h5>New</h5><p><code>new/openapi.yaml:5:11</code></p><p \
class=\"value\"><code>integer</code></p><pre tabindex=\"0\"><code>fn limit(self, limit: i64) -&gt; \
Self</code></pre></div></div><p>Help: send a number</p><p class=\"approved\"><strong>Approved</strong> by Ada until \
2027-01-31: Nobody sets a limit</p>";
    let mut report = approved();
    report.sections[0].entries[1].fingerprint = "f".to_owned();
    let page = report.html();
    assert!(page.contains(finding), "{page}");
    // What concerns several operations stands once, with a link at each of them.
    let link = format!("href=\"#finding-0-{}\"", report.sections[0].entries[2].fingerprint);
    assert_eq!(page.matches(&link).count(), 3, "{page}");
}

#[test]
fn each_anchor_is_in_a_page_once() {
    let mut report = approved();
    report.sections.push(report.sections[0].clone());
    let page = report.html();
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert!(ids.len() > 8 && unique.len() == ids.len(), "{ids:?}");
    let links: Vec<&str> = page.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() > 3 && links.iter().all(|link| unique.contains(link)), "{links:?}");
}
