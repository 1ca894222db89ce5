// The tables behind name() and the JSON codec: one row a value, in the order of its enum. Constants; any
// thread.
#pragma once

#include "outputs/document.hpp"

#include <array>
#include <cstddef>

namespace docket::outputs::names {

inline constexpr std::array<std::string_view, 9> document_types{
    "acceptance_notice", "refusal_notice",   "supplement_notice", "respondent_notice", "extension_notice",
    "ending_notice",     "handling_opinion", "review_opinion",    "re_review_opinion"};
inline constexpr std::array<std::string_view, 3> rounds{"handling", "review", "re_review"};
inline constexpr std::array<std::string_view, 5> channels{"letter", "visit", "online", "phone", "transfer"};
inline constexpr std::array<std::string_view, 3> roles{"applicant", "representative", "agent"};
inline constexpr std::array<std::string_view, 9> outcomes{"uphold",      "revoke_remand", "modify",
                                                          "revoke_only", "partial",       "terminate",
                                                          "support",     "explain",       "not_supported"};
inline constexpr std::array<std::string_view, 11> grounds{
    "none",     "sound",          "facts",     "basis",   "procedure", "powers",
    "improper", "not_acceptable", "withdrawn", "settled", "deceased"};
inline constexpr std::array<std::string_view, 3> says{"not_accepted", "no_longer", "elsewhere"};
inline constexpr std::array<std::string_view, 3> closings{"withdrawn", "settled", "mediated"};
inline constexpr std::array<std::string_view, 3> ways{"none", "review_by", "final"};

template <class E, std::size_t N>
std::optional<E> find(const std::array<std::string_view, N>& table, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (table[i] == name) return static_cast<E>(i);
    return std::nullopt;
}
template <class E, std::size_t N>
constexpr std::string_view of(const std::array<std::string_view, N>& table, E value) {
    return table.at(static_cast<std::size_t>(value));
}

} // namespace docket::outputs::names
