//! The statuses of an operation's responses.

use super::Operation;
use crate::subjects::members;

impl Operation<'_> {
    /// The exact statuses for which the document declares a response.
    pub(in crate::wire) fn statuses(&self) -> Vec<String> {
        let codes = members(self.value.get("responses")).map(|(status, _)| status.clone());
        codes.filter(|status| status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit())).collect()
    }

    /// A status for the key `key` of `responses`.
    pub(in crate::wire) fn status_for(&self, key: &str) -> Result<u16, String> {
        let known = |status: u16| {
            let range = format!("{}xx", status / 100);
            members(self.value.get("responses"))
                .any(|(key, _)| *key == status.to_string() || key.to_lowercase() == range)
        };
        let has_success = members(self.value.get("responses")).any(|(key, _)| key.starts_with('2'));
        let status = match key.to_lowercase().as_str() {
            "default" if !has_success => 200,
            "default" => [500, 418, 402, 599, 499].into_iter().find(|status| !known(*status)).unwrap_or(598),
            range if range.ends_with("xx") => {
                let first = range.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(2) as u16 * 100;
                (first..first + 99).find(|status| !self.statuses().contains(&status.to_string())).unwrap_or(first)
            }
            code => code.parse().map_err(|_| format!("`{code}` is no status"))?,
        };
        match status {
            100..=199 | 204 | 205 | 304 => Err(format!("a {status} has no body, even if the document declares one")),
            _ if self.verb == "HEAD" => {
                Err("the response to a HEAD has no body, even if the document declares one".to_owned())
            }
            status => Ok(status),
        }
    }
}
