// Batches for tests: opened, filled and closed by the mailroom of a House, and looked at. One thread.
#pragma once

#include "pipeline/flow/batches.hpp"
#include "tests/support/letters.hpp"
#include "tests/support/premises.hpp"

#include <functional>
#include <string>
#include <vector>

namespace docket::testing {

class BatchDesk {
  public:
    explicit BatchDesk(House& house) : house_(house) {}

    // `shape` may say more of the batch before it is opened.
    flow::Batch open(const std::function<void(flow::Batch&)>& shape = {});
    // A file with these pages; a page is text, and "\f" stands between pages.
    Result<flow::Arrival> add(std::int64_t batch, const std::string& text);
    Result<flow::Batch> close(std::int64_t batch, const flow::Closing& closing = {});
    // One batch of these files, closed and worked as far as the machine goes.
    flow::Batch delivered(const std::vector<std::string>& files,
                          const std::function<void(flow::Batch&)>& shape = {});

    flow::Batch load(std::int64_t batch) { return house_.store().batches.load(batch).value(); }
    flow::Sorting sorting(std::int64_t batch) {
        return flow::load_sorting(load(batch), house_.tools()).value();
    }
    std::vector<flow::Arrival> letters(std::int64_t batch) {
        return house_.store().arrivals.of_batch(batch, flow::Part::letter).value();
    }
    std::vector<flow::Arrival> files(std::int64_t batch) {
        return house_.store().arrivals.of_batch(batch, flow::Part::file).value();
    }
    // What people do, by the mailroom, on the version that is there.
    Result<flow::Batch> arrange(std::int64_t batch, json::Array acts);
    // How many sheets each letter has, as it is arranged now.
    std::vector<std::size_t> shape(std::int64_t batch);

  private:
    House& house_;
    int n_ = 0;
};

} // namespace docket::testing
