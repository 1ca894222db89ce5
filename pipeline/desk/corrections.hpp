// The port behind what people corrected: every step stays, with who, when and what stood there before; and
// what readers confused in names of organs and places, learned from it. Owned by desk; adapter:
// pipeline/store. Any thread; methods that take a Transaction write inside it.
#pragma once

#include "ocr/fields/confusions.hpp"
#include "pipeline/base/clock.hpp"
#include "pipeline/base/transaction.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace docket::desk {

struct Correction {
    std::int64_t arrival = 0;
    std::string what;      // name of a field, "claims" (all of them, a line each) or "line"
    std::int64_t page = 0; // of a line, from 1
    std::string before;    // what stood there: as read, or as corrected before
    std::string after;
    std::string read; // what the reading said then
    std::string by;   // id of a person
    Instant at{};
    bool operator==(const Correction&) const = default;
};

struct LearnedConfusion {
    ocr::Confusion confusion;
    std::int64_t times = 0;
    bool operator==(const LearnedConfusion&) const = default;
};

class Corrections {
  public:
    virtual ~Corrections() = default;
    virtual Result<void> add(Transaction& tx, const Correction& correction) = 0;
    virtual Result<std::vector<Correction>> of(std::int64_t arrival) = 0;             // oldest first
    virtual Result<void> learn(Transaction& tx, const ocr::Confusion& confusion) = 0; // once more
    virtual Result<std::vector<LearnedConfusion>> learned() = 0; // the most frequent first
};

} // namespace docket::desk
