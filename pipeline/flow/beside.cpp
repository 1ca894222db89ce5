#include "pipeline/flow/beside.hpp"

#include "pipeline/flow/answer.hpp"
#include "pipeline/flow/draft.hpp"
#include "pipeline/flow/issuing.hpp"
#include "pipeline/flow/query.hpp"
#include "pipeline/flow/serving.hpp"
#include "pipeline/flow/supplement.hpp"
#include "review/deadline/period.hpp"

#include <algorithm>

namespace docket::flow {

namespace {

struct Days {
    Date from{}, until{};
    int count() const {
        return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count()) + 1;
    }
};

// Of the hearing, as the act tells them: since the request came, and not after today.
std::optional<Days> days_of_hearing(const review::Case& c, const json::Value& input, Date today) {
    const auto from = parse_iso_date(input.text_at("from"));
    if (!from) return {};
    const auto until = input.text_at("until").empty() ? from : parse_iso_date(input.text_at("until"));
    if (!until || *until < *from || *until > today || *from < c.current().applied_on.value_or(c.received))
        return {};
    return Days{*from, *until};
}

// The same period under other facts, with the day it had until now.
Result<void> count_anew(ActContext& context, int extended, int hearing_days) {
    const auto* running = running_period(context.c);
    auto& deadline = context.c.deadlines.at(static_cast<std::size_t>(running - context.c.deadlines.data()));
    DOCKET_TRY(auto anew, review::period({.rule = deadline.rule,
                                          .from = deadline.from,
                                          .hearing_days = hearing_days,
                                          .extended = extended},
                                         context.tools.calendar));
    anew.round = deadline.round;
    anew.recounted = context.tools.today();
    anew.former = deadline.effective.value_or(deadline.raw);
    deadline = std::move(anew);
    return {};
}

} // namespace

const review::Deadline* running_period(const review::Case& c) {
    const auto found =
        std::find_if(c.deadlines.begin(), c.deadlines.end(), [&](const review::Deadline& deadline) {
            const auto* rule = review::find_rule(deadline.rule);
            return !deadline.met && deadline.round == c.current().n && rule &&
                   (rule->extension > 0 || rule->without_hearing);
        });
    return found == c.deadlines.end() ? nullptr : &*found;
}

const review::Notice* named_notice(const review::Case& c, const json::Value& input) {
    const auto n = input.int_at("notice");
    return n < 1 || std::cmp_greater(n, c.notices.size()) ? nullptr
                                                          : &c.notices[static_cast<std::size_t>(n - 1)];
}

void add_facts_beside(const review::Case& c, const json::Value& input, Date today, review::Facts& facts) {
    const bool asked_for_a_page = input.is_null();
    // On a page: whether there is any that could be served.
    const auto unserved = [&](const review::Notice& one) { return !one.service && c.may_serve(one); };
    const auto* notice = named_notice(c, input);
    if (asked_for_a_page)
        if (const auto open = std::find_if(c.notices.begin(), c.notices.end(), unserved);
            open != c.notices.end())
            notice = &*open;
    facts.notice_named = notice != nullptr;
    facts.notice_known = notice && notice->service;
    facts.notice_written = notice && !notice->pdf.empty();
    const auto& extension = c.current().extension;
    if (extension && extension->granted_by.empty()) facts.asked_by = extension->asked_by;
    const auto* period = running_period(c);
    if (!period) return;
    const auto& rule = *review::find_rule(period->rule);
    facts.longest_extension = rule.extension;
    facts.extended = period->extended > 0;
    facts.period_over = period->effective.value_or(period->raw) < today;
    facts.days_asked = asked_for_a_page ? rule.extension : static_cast<int>(input.int_at("days"));
    facts.hearing_counts = rule.without_hearing;
    facts.hearing_whole = asked_for_a_page || days_of_hearing(c, input, today).has_value();
}

Result<void> keep_notice_service(ActContext& context) {
    const auto& input = context.request.input;
    auto& notice = context.c.notices.at(static_cast<std::size_t>(input.int_at("notice") - 1));
    DOCKET_TRY(notice.service, service_of(input));
    DOCKET_CHECK(begin_answer(context, notice));
    return begin_supplement(context, notice);
}

Result<void> ask_extension(ActContext& context) {
    const auto& input = context.request.input;
    context.round().extension = review::Extension{
        static_cast<int>(input.int_at("days")), input.text_at("reason"), context.person.id, "", {}};
    return {};
}

// 信访工作条例 34: the days are added to the original ones, and the petitioner is told the reason.
Result<void> extend_period(Transaction& tx, ActContext& context) {
    const auto before = *running_period(context.c);
    auto& extension = context.round().extension.value();
    DOCKET_CHECK(count_anew(context, extension.days, before.hearing_days));
    extension.granted_by = context.person.id;
    extension.granted_on = context.tools.today();
    const auto& office = context.tools.office;
    ensure_query_code(context.c, context.tools.random);
    DOCKET_TRY(auto notice,
               extension_notice(context.c, context.organs, before, *running_period(context.c), office));
    return give_notice(tx, context, std::move(notice), office.extension_prefix);
}

// 信访工作条例 36.
Result<void> leave_out_hearing(ActContext& context) {
    const auto* period = running_period(context.c);
    const auto days = days_of_hearing(context.c, context.request.input, context.tools.today());
    return count_anew(context, period->extended, period->hearing_days + days.value().count());
}

} // namespace docket::flow
