#include "pipeline/http/dispatch.hpp"

#include "pipeline/desk/desk.hpp"
#include "pipeline/http/need_to_know.hpp"
#include "pipeline/http/problem.hpp"
#include "pipeline/http/session_cookie.hpp"
#include "pipeline/http/target.hpp"

#include <algorithm>
#include <array>
#include <exception>

namespace docket::http {

namespace {

Who who_is(review::Role role) {
    switch (role) {
    case review::Role::mailroom: return mailroom;
    case review::Role::clerk: return clerk;
    case review::Role::lawyer: return lawyer;
    case review::Role::leader: return leader;
    case review::Role::auditor: return auditor;
    case review::Role::administrator: return administrator;
    case review::Role::system: return nobody;
    }
    return nobody;
}

bool is_name(std::string_view part) { return part.size() > 2 && part.front() == '{'; }

std::string_view next_part(std::string_view& path) {
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    const auto part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
}

// The values of the {names} where the path fits the pattern, segment by segment.
std::optional<std::map<std::string, std::string>> fit(std::string_view pattern, std::string_view path) {
    std::map<std::string, std::string> values;
    while (!pattern.empty() || !path.empty()) {
        const auto want = next_part(pattern), have = next_part(path);
        if (want.empty() || have.empty()) return {};
        if (is_name(want))
            values.emplace(want.substr(1, want.size() - 2), have);
        else if (want != have)
            return {};
    }
    return values;
}

// What somebody whose password must be changed first may still call.
constexpr std::array<std::string_view, 4> before_change{"about", "session", "sign_out", "change_password"};
// What somebody who must set up a second factor first may call beside them.
constexpr std::array<std::string_view, 3> before_enrolment{"second_factor", "enrol", "finish_enrolment"};

bool one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// The pages ask this by themselves; it does not keep a session alive.
constexpr std::string_view heartbeat = "changes";

// The house for one request: everything in it is decided by the bylaws that are in force when it begins.
class Sitting {
  public:
    explicit Sitting(const House& house)
        : tools_(house.tools.now()),
          desk_(house.desk ? std::optional(house.desk->with(tools_)) : std::nullopt),
          house_{tools_,       house.door,        house.once, desk_ ? &*desk_ : nullptr, house.site,
                 house.counts, house.particulars, house.qr,   house.administration,      house.by_provider} {}
    const House& house() const { return house_; }
    Sitting(const Sitting&) = delete;
    Sitting& operator=(const Sitting&) = delete;

  private:
    const flow::Tools tools_;
    const std::optional<desk::Desk> desk_;
    const House house_;
};

std::string value_about(const Admission& admission) {
    static const std::map<About, std::string> keys{{About::case_, "case"},
                                                   {About::task, "case"},
                                                   {About::arrival, "arrival"},
                                                   {About::page, "page"},
                                                   {About::batch, "batch"}};
    const auto key = keys.find(admission.route->about);
    const auto at = key == keys.end() ? admission.values.end() : admission.values.find(key->second);
    return at == admission.values.end() ? std::string() : at->second;
}

Result<void> check_key(const Route& route, const Request& head) {
    if (!route.once) return {};
    const auto key = head.header("idempotency-key");
    if (key.empty())
        return fail(Kind::invalid, "http.key_missing", "此操作须带 Idempotency-Key，请刷新页面后再试。");
    const bool fits = key.size() >= 8 && key.size() <= 128 && std::ranges::all_of(key, [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 c == '-' || c == '_';
                      });
    if (fits) return {};
    return fail(Kind::invalid, "http.key_malformed", "Idempotency-Key 须为 8 至 128 个字母、数字、- 或 _。");
}

access::OnceKey key_of(const Route& route, const Request& request, const Caller& caller) {
    return {caller.person.id, std::string(route.name), request.header("idempotency-key")};
}

} // namespace

Dispatcher::Dispatcher(const House& house, std::span<const Route> routes, DispatchSettings settings)
    : house_(house), routes_(routes), settings_(std::move(settings)) {}

std::string Dispatcher::fresh_mark() const { return access::fresh_token(house_.tools.random).substr(0, 10); }

Result<void> Dispatcher::check_names(const Request& head) const {
    const auto known = [&](const std::string& name) {
        return std::ranges::find(settings_.names, name) != settings_.names.end();
    };
    const auto host = head.header("host");
    if (!known(host_name(host)))
        return fail(Kind::forbidden, "http.host_unknown",
                    "本服务不以这一名称提供；请用管理员给出的地址，或由管理员用 --name 登记。");
    if (head.method == Method::get) return {};
    const auto origin = head.header("origin");
    const auto site = head.header("sec-fetch-site");
    const bool ours = origin.empty() ? site.empty() || site == "same-origin" || site == "none"
                                     : origin == "http://" + host || origin == "https://" + host;
    if (ours) return {};
    return fail(Kind::forbidden, "http.origin_unknown", "请求来自其他网站，已拒绝。");
}

Result<void> Dispatcher::find_route(const Request& head, Admission& admission) const {
    bool known_path = false;
    for (const auto& route : routes_) {
        auto values = fit(route.path, head.path);
        if (!values) continue;
        known_path = true;
        if (route.method != head.method) continue;
        admission.route = &route;
        admission.values = *std::move(values);
        return {};
    }
    if (!known_path) return not_found();
    return fail(Kind::invalid, "http.method_unknown", "这一地址不接受这种请求。");
}

Result<void> Dispatcher::recognise(const Request& head, Admission& admission) const {
    const auto& route = *admission.route;
    const auto token = cookie(head.header("cookie"), cookie_name(house_.site));
    DOCKET_TRY(auto visit, house_.door.visit(token, route.name != heartbeat));
    if (!visit) return fail(Kind::forbidden, "http.not_signed_in", "尚未登录，或登录已过期；请重新登录。");
    admission.caller = Caller{visit->person, visit->session.id, *visit};
    if (head.method != Method::get && !access::same_secret(head.header("x-csrf-token"), visit->session.csrf))
        return fail(Kind::forbidden, "http.csrf", "页面已过时，请刷新后再试。");
    if ((who_is(visit->person.role) & route.who) == 0)
        return fail(Kind::forbidden, "http.wrong_role", "您的岗位不能进行此操作。");
    if (visit->must_change && !one_of(before_change, route.name))
        return fail(Kind::forbidden, "access.password_must_change", "请先修改初始密码。");
    if (visit->must_enrol && !one_of(before_change, route.name) && !one_of(before_enrolment, route.name))
        return fail(Kind::forbidden, "access.second_factor_must", "您的岗位须用动态码登录，请先设置。");
    return {};
}

// An act may close the case to whoever did it (a recusal, a signature). When its answer was lost on the way
// the same key brings it again.
Result<void> Dispatcher::check_sight(const Request& head, Admission& admission) const {
    const auto about = admission.route->about;
    if (about == About::nothing) return {};
    DOCKET_TRY(const auto standing,
               standing_of(admission.reader.ties, about, value_about(admission), house_.tools));
    const auto& view = standing.view;
    const bool reads = head.method == Method::get;
    if (review::at_least(view.sight, wanted(about)) && (reads || view.may_act)) return {};
    if (!admission.route->once || !standing.there) return not_found();
    DOCKET_TRY(const auto before, house_.once.find(key_of(*admission.route, head, *admission.caller)));
    if (!before) return not_found();
    admission.only_replay = true;
    return {};
}

Result<void> Dispatcher::judge(const Request& head, Admission& admission) const {
    DOCKET_CHECK(check_names(head));
    DOCKET_CHECK(find_route(head, admission));
    if (admission.route->who == anyone) return {};
    DOCKET_CHECK(recognise(head, admission));
    DOCKET_TRY(admission.reader, flow::reader_of(admission.caller->person, house_.tools));
    const Veil veil(admission.reader.veil);
    DOCKET_CHECK(check_sight(head, admission));
    return check_key(*admission.route, head);
}

Admission Dispatcher::admit(const Request& head) const {
    Admission admission;
    admission.mark = fresh_mark();
    try {
        if (const auto judged = judge(head, admission); !judged)
            admission.refusal = Answer{problem(judged.error()), trouble_of(judged.error())};
    } catch (const std::exception& e) {
        admission.refusal = Answer{problem(fail(Kind::internal, "http.internal", e.what())), e.what()};
    }
    if (admission.refusal) set_mark(admission.refusal->response, admission.mark);
    return admission;
}

// Who was faster, what is missing: the same for every endpoint.
Answer Dispatcher::refused(const House& house, const Failure& failure, const Request& request) {
    auto trouble = trouble_of(failure);
    if (!house.desk || !house.particulars) return {problem(failure), std::move(trouble)};
    const auto more = house.particulars(*house.desk, failure, request);
    if (!more) trouble += "; its particulars are not known: " + trouble_of(more.error());
    return {problem(failure, more ? *more : json::Object{}), std::move(trouble)};
}

Answer Dispatcher::run(const Route& route, const Request& request) const {
    const auto broken = [](const char* what) {
        return Answer{problem(fail(Kind::internal, "http.internal", what)), what};
    };
    try {
        const Sitting sitting(house_);
        auto response = route.endpoint(request, sitting.house());
        if (response) return {*std::move(response), {}};
        return refused(sitting.house(), response.error(), request);
    } catch (const std::exception& e) {
        return broken(e.what());
    } catch (...) {
        return broken("something that is no std::exception was thrown");
    }
}

Answer Dispatcher::serve(const Admission& admission, Request request) const {
    if (admission.refusal) return *admission.refusal;
    request.values = admission.values;
    request.caller = admission.caller;
    const Veil veil(admission.reader.veil);
    auto answer = admission.route->once ? once(admission, request) : run(*admission.route, request);
    set_mark(answer.response, admission.mark);
    return answer;
}

Response Dispatcher::answer(Request request) const {
    const auto admission = admit(request);
    return serve(admission, std::move(request)).response;
}

Result<void> Dispatcher::sweep() const {
    DOCKET_CHECK(house_.door.sweep());
    const auto before = house_.tools.clock.now() - settings_.remembers;
    return house_.tools.work.transact([&](Transaction& tx) { return house_.once.forget_before(tx, before); });
}

class Dispatcher::Turn {
  public:
    Turn(const Dispatcher& dispatcher, std::string key) : dispatcher_(dispatcher), key_(std::move(key)) {
        std::unique_lock hold(dispatcher_.mutex_);
        dispatcher_.done_.wait(hold, [&] { return dispatcher_.running_.insert(key_).second; });
    }
    ~Turn() {
        {
            const std::lock_guard hold(dispatcher_.mutex_);
            dispatcher_.running_.erase(key_);
        }
        dispatcher_.done_.notify_all();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    const Dispatcher& dispatcher_;
    std::string key_;
};

namespace {

// Everything that makes the request what it is, the file's name among it.
std::string asked(const Route& route, const Request& request) {
    std::string text = std::string(name(request.method)) + "\n" + request.path + "\n";
    for (const auto& [key, value] : request.query) text.append(key).append("=").append(value).append("\n");
    text += request.header("x-file-name") + "\n";
    text += (route.takes == Takes::file ? request.body_digest : sha256(request.body)).hex();
    return sha256(text).hex();
}

Answer replayed(const access::OnceAnswer& before, const std::string& now) {
    if (before.asked != now) {
        const auto reused = fail(Kind::conflict, "http.key_reused", "这一 Idempotency-Key 已用于另一请求。");
        return {problem(reused), reused.code};
    }
    auto response = Response::bytes(before.type, before.body);
    response.status = before.status;
    response.headers["Idempotency-Replayed"] = "true";
    return {std::move(response), {}};
}

} // namespace

// Only what was done is kept: a request that was refused may be sent again.
Answer Dispatcher::once(const Admission& admission, Request& request) const {
    const auto& route = *admission.route;
    const auto key = key_of(route, request, *request.caller);
    const Turn turn(*this, key.person + "\n" + key.route + "\n" + key.key);
    const auto now = asked(route, request);
    const auto before = house_.once.find(key);
    if (!before) return {problem(before.error()), trouble_of(before.error())};
    if (*before) return replayed(**before, now);
    if (admission.only_replay) return {problem(not_found()), {}};
    bool kept = false;
    request.keep = [&](Transaction& tx, const Response& response) {
        kept = true;
        const auto* body = std::get_if<std::string>(&response.body);
        return house_.once.keep(
            tx, key, {now, response.status, response.type, body ? *body : "", house_.tools.clock.now()});
    };
    auto answer = run(route, request);
    if (answer.response.status >= 300) { // another server may have done it meanwhile
        const auto meanwhile = house_.once.find(key);
        return meanwhile && *meanwhile ? replayed(**meanwhile, now) : answer;
    }
    if (kept) return answer;
    const auto stored =
        house_.tools.work.transact([&](Transaction& tx) { return request.keep(tx, answer.response); });
    if (!stored) answer.trouble = "done, but the answer was not kept: " + stored.error().code;
    return answer;
}

} // namespace docket::http
