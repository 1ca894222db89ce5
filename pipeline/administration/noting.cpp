#include "pipeline/administration/noting.hpp"

#include "pipeline/base/utf8.hpp"
#include "pipeline/flow/writing.hpp"

#include <algorithm>

namespace docket::administration {

namespace {
constexpr std::size_t shortest_reason = 2, longest_reason = 500;
}

Result<void> note(Transaction& tx, const flow::Tools& tools, const std::string& subject, const char* act,
                  const Person& by, json::Value before, json::Value after, const std::string& reason) {
    auto event = flow::event_now(tools, subject, act, by.id);
    json::Object detail{{"old", std::move(before)}, {"new", std::move(after)}};
    if (!reason.empty()) detail.set("reason", reason);
    event.detail = json::dump(std::move(detail));
    DOCKET_CHECK(tools.record.append(tx, event));
    return {};
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = text.find_first_not_of(blanks);
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(blanks) - from + 1));
}

std::size_t characters(std::string_view utf8) { return code_points(utf8).size(); }

Result<std::string> reason_of(const json::Value& input) {
    auto reason = trimmed(input.text_at("reason"));
    const auto n = characters(reason);
    if (n >= shortest_reason && n <= longest_reason) return reason;
    return fail(Kind::invalid, "administration.reason_missing",
                "请写明理由（2 至 500 字），理由会记入操作留痕。");
}

Result<std::string> line_of(const json::Value& input, const char* key, std::size_t most, const char* code,
                            const std::string& what) {
    auto text = trimmed(input.text_at(key));
    const bool one_line =
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!text.empty() && characters(text) <= most && one_line) return text;
    return fail(Kind::invalid, code, what + "须为 1 至 " + std::to_string(most) + " 个字。");
}

} // namespace docket::administration
