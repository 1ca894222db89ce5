// How values of the law of the case lie in columns; shared by the files that store them. Private to the
// module.
#pragma once

#include "pipeline/store/query.hpp"
#include "review/case.hpp"
#include "review/role.hpp"
#include "review/stage.hpp"

namespace docket::store {

template <> struct Column<review::Level> : NamedColumn<review::Level, review::parse_level> {};
template <> struct Column<review::LetterKind> : NamedColumn<review::LetterKind, review::parse_letter_kind> {};
template <> struct Column<review::MatterClass>
    : NamedColumn<review::MatterClass, review::parse_matter_class> {};
template <> struct Column<review::IdKind> : NamedColumn<review::IdKind, review::parse_id_kind> {};
template <> struct Column<review::MandateKind>
    : NamedColumn<review::MandateKind, review::parse_mandate_kind> {};
template <> struct Column<review::Stage> : NamedColumn<review::Stage, review::parse_stage> {};
template <> struct Column<review::Role> : NamedColumn<review::Role, review::parse_role> {};
template <> struct Column<review::OrganKind> : NamedColumn<review::OrganKind, review::parse_organ_kind> {};

template <> struct Column<review::QueryCode> {
    using Raw = std::string;
    static Raw to(const review::QueryCode& code) { return code.text(); }
    static Result<review::QueryCode> from(const Raw& raw);
};

// JSON, one member a field: shown with their row, never searched.
template <> struct Column<review::Service> {
    using Raw = std::string;
    static Raw to(const review::Service& service);
    static Result<review::Service> from(const Raw& raw);
};
template <> struct Column<review::Extension> {
    using Raw = std::string;
    static Raw to(const review::Extension& extension);
    static Result<review::Extension> from(const Raw& raw);
};
template <> struct Column<review::Ending> {
    using Raw = std::string;
    static Raw to(const review::Ending& ending);
    static Result<review::Ending> from(const Raw& raw);
};
template <> struct Column<review::Supplement> {
    using Raw = std::string;
    static Raw to(const review::Supplement& supplement);
    static Result<review::Supplement> from(const Raw& raw);
};
template <> struct Column<review::Answer> {
    using Raw = std::string;
    static Raw to(const review::Answer& answer);
    static Result<review::Answer> from(const Raw& raw);
};
template <> struct Column<review::Urgency> : NamedColumn<review::Urgency, review::parse_urgency> {};
template <> struct Column<std::vector<review::UrgentPlace>> {
    using Raw = std::string;
    static Raw to(const std::vector<review::UrgentPlace>& places);
    static Result<std::vector<review::UrgentPlace>> from(const Raw& raw);
};
// All of it but its state, which has a column of its own.
template <> struct Column<review::UrgentMatter> {
    using Raw = std::string;
    static Raw to(const review::UrgentMatter& urgent);
    static Result<review::UrgentMatter> from(const Raw& raw);
};
template <> struct Column<review::Deadline> {
    using Raw = std::string;
    static Raw to(const review::Deadline& deadline);
    static Result<review::Deadline> from(const Raw& raw);
};

} // namespace docket::store
