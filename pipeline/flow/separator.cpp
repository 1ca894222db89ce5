#include "pipeline/flow/separator.hpp"

#include "pipeline/flow/code_members.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace docket::flow {

namespace {

constexpr std::string_view own = "docket:separator";

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string separator_text(std::string_view batch, std::string_view box) {
    std::string out{own};
    if (!batch.empty()) out += ";batch=" + std::string(batch);
    if (!box.empty()) out += ";box=" + std::string(box);
    return out;
}

std::optional<SeparatorSheet> separator_on(const ocr::PageText& page) {
    std::optional<SeparatorSheet> found;
    for (const auto& code : page.barcodes) {
        const bool ours = code.text == own || code.text.starts_with(std::string(own) + ";");
        if (ours) return SeparatorSheet{code_member(code.text, "batch"), code_member(code.text, "box")};
        if (code.text == patch_code) found.emplace();
    }
    return found;
}

std::optional<std::string> label_on(const ocr::PageText& page, std::string_view prefix) {
    for (const auto& code : page.barcodes)
        if (!prefix.empty() && code.text.starts_with(prefix) &&
            all_digits(std::string_view(code.text).substr(prefix.size())))
            return code.text;
    return {};
}

std::string batch_name(std::int64_t id) {
    std::array<char, 32> out{};
    std::snprintf(out.data(), out.size(), "B%06lld", static_cast<long long>(id));
    return out.data();
}

std::optional<std::int64_t> batch_id(std::string_view name) {
    if (name.size() < 2 || name.size() > 16 || name.front() != 'B' || !all_digits(name.substr(1))) return {};
    std::int64_t id = 0;
    for (const char c : name.substr(1)) id = id * 10 + (c - '0');
    return id;
}

} // namespace docket::flow
