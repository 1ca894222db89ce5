// What the use cases ask of a store and of a folder of bytes. Owned by flow; adapters: pipeline/store and
// pipeline/files. Any thread; methods that take a Transaction write inside it.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/base/transaction.hpp"
#include "pipeline/flow/arrival.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::flow {

// Bytes named by their SHA-256. Once put() has returned they survive a power cut, and they never change.
class Blobs {
  public:
    virtual ~Blobs() = default;
    // Failures: exhausted "blob.no_room" (disk full: nothing is kept, the caller still has the bytes),
    // unavailable "blob.unavailable".
    virtual Result<Digest> put(std::span<const std::uint8_t> bytes) = 0;
    virtual Result<Digest> put_file(const std::filesystem::path& file) = 0; // streamed: memory stays flat
    virtual Result<Bytes> get(const Digest& digest) = 0; // not_found "blob.unknown"; corrupt "blob.damaged"
    // Where a child process may read the bytes. not_found "blob.unknown".
    virtual Result<std::filesystem::path> path(const Digest& digest) = 0;
    virtual Result<bool> has(const Digest& digest) = 0;
};

class Arrivals {
  public:
    virtual ~Arrivals() = default;
    // New (id is set) or replaced where `version` matches (then it is raised).
    // Failures: conflict "arrival.stale", conflict "arrival.known" when the uid was taken before.
    virtual Result<void> save(Transaction& tx, Arrival& arrival) = 0;
    virtual Result<Arrival> load(std::int64_t id) = 0; // not_found "arrival.unknown"
    // In the order of the ids; one that is not there is left out.
    virtual Result<std::vector<Arrival>> load_these(const std::vector<std::int64_t>& ids) = 0;
    virtual Result<std::vector<Arrival>> all() = 0; // in order of id
    // Those whose fifteen days still run: neither registered nor settled otherwise; in order of id.
    virtual Result<std::vector<Arrival>> open() = 0;
    // The arrival that this delivery became, if it was taken before.
    virtual Result<std::optional<Arrival>> of_delivery(std::string_view uid) = 0;
    // The first arrival with the same bytes that was neither rejected nor itself a duplicate.
    virtual Result<std::optional<std::int64_t>> same_bytes(Transaction& tx, std::string_view original) = 0;
    // Slips of service that came back and wait (flow/slips.hpp): of this case, or of all where it is empty;
    // in order of id.
    virtual Result<std::vector<Arrival>> returned_slips(std::string_view case_number) = 0;
    // Whatever was delivered with these bytes, or made of them; in order.
    virtual Result<std::vector<std::int64_t>> with_original(std::string_view original) = 0;
    // The files a batch came in, or the letters made of it; in order of id.
    virtual Result<std::vector<Arrival>> of_batch(std::int64_t batch, Part part) = 0;
};

class Pages {
  public:
    virtual ~Pages() = default;
    // New (id is set); a page with the same (arrival, n) is left as it is and its id returned: unpacking may
    // happen twice.
    virtual Result<void> add(Transaction& tx, Page& page) = 0;
    virtual Result<void> save(Transaction& tx, const Page& page) = 0;
    virtual Result<Page> load(std::int64_t id) = 0;                 // not_found "page.unknown"
    virtual Result<std::vector<Page>> of(std::int64_t arrival) = 0; // in order of n
    // What came out of a file, in whichever arrival it lies now; in order of file_n.
    virtual Result<std::vector<Page>> of_file(std::int64_t file) = 0;
    // Into another arrival, or to another n of it: arrival, n, place, kind and rotated, nothing else.
    virtual Result<void> move(Transaction& tx, const Page& page) = 0;
    // What is hidden or a separator keeps its place.
    virtual Result<void> place_all(Transaction& tx, std::int64_t arrival, Place place) = 0;
    // Counted inside the transaction, so that of several last pages exactly one sees zero.
    virtual Result<int> unread(Transaction& tx, std::int64_t arrival) = 0;
    // Of the files of a batch: pages not read and files not opened yet. Batches::lock() first.
    virtual Result<int> unread_of_batch(Transaction& tx, std::int64_t batch) = 0;
};

} // namespace docket::flow
