#include "tests/support/batch_house.hpp"

#include <fstream>

namespace docket::testing {

flow::Batch BatchDesk::open(const std::function<void(flow::Batch&)>& shape) {
    flow::Batch batch;
    batch.uid = "tray/" + std::to_string(house_.premises().random.next());
    batch.name = "收文盘";
    batch.channel = "letter";
    batch.source = "upload";
    batch.received = house_.tools().today();
    batch.received_confirmed = true;
    if (shape) shape(batch);
    return flow::open_batch(batch, "mailroom-1", house_.tools()).value();
}

Result<flow::Arrival> BatchDesk::add(std::int64_t id, const std::string& text) {
    const auto batch = load(id);
    const auto file =
        house_.premises().folder.path() / ("sheet-" + std::to_string(house_.premises().random.next()));
    std::ofstream(file, std::ios::binary) << text;
    flow::Delivery delivery;
    delivery.file = file;
    delivery.name = "扫描件 " + std::to_string(++n_) + ".tif";
    delivery.uid = file.filename().string();
    delivery.channel = batch.channel;
    delivery.received = batch.received;
    delivery.received_confirmed = batch.received_confirmed;
    delivery.posted = batch.posted;
    delivery.actor = "mailroom-1";
    delivery.batch = id;
    return flow::receive(delivery, house_.tools());
}

Result<flow::Batch> BatchDesk::close(std::int64_t batch, const flow::Closing& closing) {
    return flow::close_batch(batch, closing, "mailroom-1", house_.tools());
}

flow::Batch BatchDesk::delivered(const std::vector<std::string>& files,
                                 const std::function<void(flow::Batch&)>& shape) {
    const auto id = open(shape).id;
    for (const auto& text : files) (void)add(id, text).value();
    (void)close(id).value();
    house_.work();
    return load(id);
}

Result<flow::Batch> BatchDesk::arrange(std::int64_t batch, json::Array acts) {
    return flow::arrange(batch, load(batch).version, std::move(acts), "mailroom-1", house_.tools());
}

std::vector<std::size_t> BatchDesk::shape(std::int64_t batch) {
    std::vector<std::size_t> out;
    for (const auto& pile : sorting(batch).arrangement.letters) out.push_back(pile.size());
    return out;
}

} // namespace docket::testing
