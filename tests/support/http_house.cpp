#include "tests/support/http_house.hpp"

namespace docket::testing {

namespace {
access::Doorkeeper::Ports ports_of(Premises& premises, House& house) {
    auto& store = house.store();
    return {premises.clock, premises.random, store.work,       store.accounts,  store.sessions, store.tries,
            store.factors,  store.bindings,  store.departures, store.directory, store.record};
}
access::DoorSettings settings() {
    access::DoorSettings out;
    out.cost = cheap;
    return out;
}
} // namespace

HttpHouse::HttpHouse()
    : ports(ports_of(premises, house)), accounts(ports, cheap), door(ports, settings()),
      rooms{house.tools(), door,    house.store().once, nullptr, {"test", true, false}, nullptr,
            nullptr,       nullptr, &administration} {
    const auto people = ports.directory.people().value();
    for (const auto& person : people) (void)accounts.add(person.id, person.id, a_password).value();
}

HttpHouse::Ticket HttpHouse::ticket(const std::string& person) {
    const std::lock_guard hold(mutex_);
    const auto known = tickets_.find(person);
    if (known != tickets_.end()) return known->second;
    const auto entered = door.sign_in(person, a_password, "192.0.2.1").value();
    return tickets_[person] = {entered.token, entered.visit.session.csrf};
}

http::Request HttpHouse::request(http::Method method, const std::string& path, const std::string& person,
                                 const std::string& body) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.peer = "192.0.2.7";
    request.headers = {{"host", "127.0.0.1:8765"}, {"content-type", "application/json"}};
    if (person.empty()) return request;
    const auto mine = ticket(person);
    request.headers["cookie"] = "docket=" + mine.token;
    if (method != http::Method::get) request.headers["x-csrf-token"] = mine.csrf;
    return request;
}

} // namespace docket::testing
