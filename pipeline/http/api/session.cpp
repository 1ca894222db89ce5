// Signing in and out, and what a page shows of the person and the office.
#include "pipeline/flow/secrecy.hpp"
#include "pipeline/http/api/api.hpp"
#include "pipeline/http/house.hpp"
#include "pipeline/http/problem.hpp"
#include "pipeline/http/session_cookie.hpp"
#include "pipeline/http/target.hpp"

#include <array>

namespace docket::http::api {

namespace {

std::string today_words(const flow::Tools& tools) {
    constexpr std::array<const char*, 7> days{"日", "一", "二", "三", "四", "五", "六"};
    const auto today = tools.today();
    const auto weekday = std::chrono::weekday{std::chrono::sys_days{today}};
    const auto working = tools.calendar.is_working(today);
    const std::string kind = !working ? "节假日安排未公布" : *working ? "工作日" : "休息日";
    return iso(today) + "（星期" + days[weekday.c_encoding()] + "，" + kind + "）";
}

json::Object about_of(const House& house) {
    const auto& office = house.tools.office;
    return {{"office", office.name},
            {"contact", office.contact_person + "  " + office.contact_phone},
            {"demo", house.site.demo},
            {"version", house.site.version},
            {"today", iso(house.tools.today())},
            {"today_words", today_words(house.tools)},
            {"provider", house.by_provider ? house.by_provider->provider().name() : ""}};
}

Result<json::Value> session_value(const access::Visit& visit, const House& house) {
    json::Value counts = json::Object{};
    if (house.desk && house.counts) {
        // Who signs in was nobody yet when the request came.
        DOCKET_TRY(const auto reader, flow::reader_of(visit.person, house.tools));
        const Veil veil(reader.veil);
        DOCKET_TRY(counts, house.counts(*house.desk, visit.person));
    }
    const auto& person = visit.person;
    const auto left = std::chrono::floor<std::chrono::seconds>(visit.left).count();
    return json::Value(json::Object{{"person", json::Object{{"id", person.id},
                                                            {"name", person.name},
                                                            {"role", review::name(person.role)},
                                                            {"firm", person.firm}}},
                                    {"csrf", visit.session.csrf},
                                    {"left_s", std::int64_t{left}},
                                    {"must_change_password", visit.must_change},
                                    {"must_set_second_factor", visit.must_enrol},
                                    {"about", about_of(house)},
                                    {"counts", counts}});
}

Result<Response> session_of(const access::Visit& visit, const House& house) {
    DOCKET_TRY(const auto session, session_value(visit, house));
    return Response::of(session);
}

// With how long to wait, where that is why.
Result<Response> not_proven(const Failure& failure, const Request& request, const House& house) {
    DOCKET_TRY(const auto wait, house.door.wait_of(request.caller->person.id, request.peer));
    return problem(failure, wait);
}

// With how long to wait, where an address may not leave yet.
Result<Response> not_away(const Failure& failure, const Request& request, access::ByProvider& by) {
    DOCKET_TRY(const auto wait, by.wait(request.peer));
    return problem(failure, wait);
}

// A page of ours; the first where it is none.
std::string page_of(const std::string& wanted) {
    constexpr std::size_t longest = 1024;
    return wanted.size() <= longest && wanted.starts_with('/') ? wanted : "/";
}

// Nobody sends a browser to a provider that is not set up.
Failure no_provider() {
    return fail(Kind::not_found, "http.no_provider", "本系统没有接入统一身份平台；请用密码登录。");
}

// As people copy it: in groups of four.
std::string grouped(const std::string& secret) {
    std::string out;
    for (std::size_t i = 0; i < secret.size(); i += 4) out += (i > 0 ? " " : "") + secret.substr(i, 4);
    return out;
}

} // namespace

Result<Response> about(const Request&, const House& house) { return Response::of(about_of(house)); }

Result<Response> sign_in(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    const auto user = said.text_at("user");
    const auto entered =
        house.door.sign_in(user, said.text_at("password"), request.peer, said.text_at("code"));
    if (!entered) {
        DOCKET_TRY(const auto wait, house.door.wait(user, request.peer));
        return problem(entered.error(), wait);
    }
    DOCKET_TRY(auto response, session_of(entered->visit, house));
    response.headers["Set-Cookie"] = cookie_that_begins(house.site, entered->token);
    return response;
}

// The page it comes back to asks from our own address, so that the cookie need not travel across sites.
Result<Response> leave_for_provider(const Request& request, const House& house) {
    if (!house.by_provider) return no_provider();
    DOCKET_TRY(const auto said, request.json());
    const auto back = (house.site.secure ? "https://" : "http://") + request.header("host") + "/login/back";
    const auto away = house.by_provider->leave(back, page_of(said.text_at("wanted")), request.peer);
    if (!away) return not_away(away.error(), request, *house.by_provider);
    auto response = Response::of(json::Object{{"address", away->address}});
    response.headers["Set-Cookie"] = cookie_that_leaves(house.site, away->token);
    return response;
}

Result<Response> return_from_provider(const Request& request, const House& house) {
    if (!house.by_provider) return no_provider();
    DOCKET_TRY(const auto said, request.json());
    const access::ByProvider::Answer answer{cookie(request.header("cookie"), away_name(house.site)),
                                            said.text_at("state"), said.text_at("code"),
                                            said.text_at("issuer"), said.text_at("error")};
    const auto back = house.by_provider->come_back(answer, request.peer);
    if (!back) {
        DOCKET_TRY(auto refused, not_away(back.error(), request, *house.by_provider));
        refused.headers["Set-Cookie"] = cookie_that_is_back(house.site);
        return refused;
    }
    DOCKET_TRY(auto session, session_value(back->entered.visit, house));
    auto response = Response::of(json::Object{{"session", std::move(session)}, {"wanted", back->wanted}});
    response.headers["Set-Cookie"] = cookie_that_begins(house.site, back->entered.token);
    return response;
}

Result<Response> session_view(const Request& request, const House& house) {
    return session_of(request.caller->visit, house);
}

Result<Response> sign_out(const Request& request, const House& house) {
    DOCKET_CHECK(house.door.sign_out(request.caller->visit));
    auto response = Response::nothing();
    response.headers["Set-Cookie"] = cookie_that_ends(house.site);
    return response;
}

Result<Response> change_password(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    auto visit = request.caller->visit;
    const auto changed =
        house.door.change_password(visit, said.text_at("old"), said.text_at("new"), request.peer);
    if (!changed) return not_proven(changed.error(), request, house);
    visit.must_change = false;
    return session_of(visit, house);
}

Result<Response> second_factor(const Request& request, const House& house) {
    DOCKET_TRY(const auto state, house.door.second_factor(request.caller->visit));
    return Response::of(json::Object{{"set", state.set},
                                     {"since", state.set ? json::Value(to_ms(state.since)) : json::Value()},
                                     {"recovery_left", state.recovery_left}});
}

Result<Response> enrol(const Request& request, const House& house) {
    DOCKET_TRY(const auto enrolment, house.door.enrol(request.caller->visit));
    json::Object out{{"secret", grouped(enrolment.secret)}, {"uri", enrolment.uri}};
    if (house.qr) {
        DOCKET_TRY(auto qr, house.qr(enrolment.uri));
        out.set("qr", std::move(qr));
    }
    return Response::of(out);
}

Result<Response> finish_enrolment(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    const auto codes = house.door.finish_enrolment(request.caller->visit, said.text_at("password"),
                                                   said.text_at("code"), request.peer);
    if (!codes) return not_proven(codes.error(), request, house);
    json::Array out;
    for (const auto& code : *codes) out.emplace_back(code);
    return Response::of(json::Object{{"recovery_codes", std::move(out)}});
}

Result<Response> remove_second_factor(const Request& request, const House& house) {
    DOCKET_TRY(const auto said, request.json());
    const auto removed = house.door.remove_second_factor(request.caller->visit, said.text_at("password"),
                                                         said.text_at("code"), request.peer);
    if (!removed) return not_proven(removed.error(), request, house);
    return second_factor(request, house);
}

} // namespace docket::http::api
