// The row of an event, shared by the files that read the record. Private to the module.
#pragma once

#include "pipeline/store/query.hpp"
#include "review/event.hpp"

namespace docket::store {

inline constexpr std::string_view event_columns =
    "SELECT n, subject, seq, act, actor, at_ms, moved_from, moved_to, basis, "
    "text_digest, detail, previous, hash FROM event ";

template <> struct Fields<review::Event> {
    static auto of(auto& e) {
        return std::tie(e.n, e.subject, e.seq, e.act, e.actor, e.at, e.from, e.to, e.basis, e.text, e.detail,
                        e.previous, e.hash);
    }
};

} // namespace docket::store
