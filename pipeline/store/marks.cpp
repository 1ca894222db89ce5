#include "pipeline/store/marks.hpp"

#include "pipeline/store/query.hpp"

#include <array>
#include <string>

namespace docket::store {

namespace {

constexpr std::string_view sql_mark = "INSERT INTO search_subject(subject, mark) VALUES ($1, 1) "
                                      "ON CONFLICT (subject) DO UPDATE SET mark = search_subject.mark + 1";
constexpr std::string_view case_subject = "case:";

Result<void> mark(Session& session, const std::string& subject) {
    return Query(session, sql_mark, subject).run();
}

} // namespace

Result<void> mark_arrival(Session& session, std::int64_t arrival) {
    return mark(session, "arrival:" + std::to_string(arrival));
}

Result<void> mark_case(Session& session, std::string_view number, std::int64_t arrival) {
    DOCKET_CHECK(arrival != 0 ? mark_arrival(session, arrival)
                              : mark(session, std::string(case_subject) + std::string(number)));
    return mark(session, "documents:" + std::string(number));
}

Result<void> mark_documents_of(Session& session, std::string_view subject) {
    if (!subject.starts_with(case_subject)) return {};
    return mark(session, "documents:" + std::string(subject.substr(case_subject.size())));
}

Result<void> mark_everything(Session& session) {
    constexpr std::array<std::string_view, 3> subjects{
        "SELECT 'arrival:' || CAST(id AS TEXT), 1 FROM arrival WHERE id > 0",
        "SELECT 'case:' || number, 1 FROM case_file WHERE arrival IS NULL",
        "SELECT 'documents:' || number, 1 FROM case_file WHERE id > 0"};
    for (const auto subject : subjects)
        DOCKET_CHECK(Query(session, "INSERT INTO search_subject(subject, mark) " + std::string(subject) +
                                        " ON CONFLICT (subject) DO UPDATE SET mark = search_subject.mark + 1")
                         .run());
    return {};
}

} // namespace docket::store
