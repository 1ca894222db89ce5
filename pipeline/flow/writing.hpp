// Small helpers that the steps and acts share: text blobs, and events. Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <string>
#include <string_view>

namespace docket::flow {

Result<Digest> put_text(Blobs& blobs, std::string_view text);
Result<std::string> get_text(Blobs& blobs, std::string_view digest_hex);
Result<json::Value> get_json(Blobs& blobs, std::string_view digest_hex);

std::string subject_of(const Arrival& arrival); // "arrival:12"
std::string subject_of(const review::Case& c);  // "case:LX..."

// An event of this moment, `actor` a person's id or "system"; whoever asks adds what moved and why.
review::EventDraft event_now(const Tools& tools, std::string_view subject, std::string_view act,
                             std::string_view actor = "system");

// Saves the arrival and appends what happened to it; `actor` is a person's id or "system".
Result<void> save_arrival(Transaction& tx, const Tools& tools, Arrival& arrival, std::string_view act,
                          std::string_view from, std::string_view actor = "system", json::Object detail = {});

} // namespace docket::flow
