#include "pipeline/flow/bylaws.hpp"

namespace docket::flow {

Result<Bylaws> enact(const ShippedBylaws& shipped, const BylawsChanges& changes) {
    Bylaws out;
    out.version = changes.version;
    auto office = shipped.office;
    auto years = shipped.years;
    for (const auto& setting : changes.settings) {
        DOCKET_TRY(auto value, json::parse(setting.value));
        if (auto* members = office.object()) members->set(setting.key, std::move(value));
    }
    for (const auto& year : changes.years) years[year.year] = year.days;
    DOCKET_TRY(out.office, Office::from_json(office));
    for (const auto& [year, days] : years) DOCKET_CHECK(out.calendar.add(days));
    return out;
}

Result<std::unique_ptr<BylawsInForce>> BylawsInForce::open(BylawsBook& book, ShippedBylaws shipped) {
    DOCKET_TRY(const auto changes, book.read());
    DOCKET_TRY(auto bylaws, enact(shipped, changes));
    return std::unique_ptr<BylawsInForce>(
        new BylawsInForce(book, std::move(shipped), std::make_shared<const Bylaws>(std::move(bylaws))));
}

std::shared_ptr<const Bylaws> BylawsInForce::now() const {
    const std::lock_guard hold(mutex_);
    return now_;
}

Result<bool> BylawsInForce::look() {
    DOCKET_TRY(const auto version, book_.version());
    if (version == now()->version) return false;
    DOCKET_TRY(const auto changes, book_.read());
    DOCKET_TRY(auto bylaws, enact(shipped_, changes));
    auto fresh = std::make_shared<const Bylaws>(std::move(bylaws));
    const std::lock_guard hold(mutex_);
    if (fresh->version > now_->version) now_ = std::move(fresh); // another thread may have been quicker
    return true;
}

} // namespace docket::flow
