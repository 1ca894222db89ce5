// Fills a demo folder's store with invented letters and the cases they became, in bulk: through the ports of
// the store and the folder of blobs, many in one transaction, without the journey. What the journey would
// have left is there: arrivals with pages and readings, confirmed fields, rounds, periods, two events each,
// the entries of the search and the portraits. What is not: jobs, archive copies, drafts and issued
// documents. One thread.
#pragma once

#include "pipeline/flow/ports.hpp"
#include "pipeline/store/store.hpp"
#include "tests/support/invented_letters.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace docket::testing {

class ManyLetters {
  public:
    ManyLetters(store::Store& store, flow::Blobs& blobs);
    // As many more cases, spread over twenty years, ever more a year; some five of a hundred are open. Beside
    // a hundred of them stand a rejected file and a letter that nobody has confirmed. Throws where the store
    // refuses.
    void write(std::size_t cases, const std::function<void(std::size_t)>& progress);

  private:
    // A sheet as it was read: pages share readings, of which there are some thousands, so that the folder of
    // blobs stays small. Names, numbers and addresses are each letter's own.
    struct Sheet {
        std::string reading; // digest
        std::string form;    // as the search has it
    };
    struct Written { // of one letter: what its entry of the search is made of
        std::string order, text;
        std::vector<std::string> bound;
        std::string number; // of its case, with the portrait that it gets; empty where it is none yet
        review::likeness::Portrait portrait{};
    };
    void read_sheets();
    void write_some(std::size_t count);
    Written write_one(Transaction& tx);
    Written write_unconfirmed(Transaction& tx);
    void write_rejected(Transaction& tx);
    flow::Arrival arrival_of(Date received, int pages);
    std::string write_pages(Transaction& tx, const flow::Arrival& arrival);
    review::Case case_of(const flow::Arrival& arrival);
    void open_round(review::Case& c, review::Level level, const std::string& organ, bool ours);
    void index();

    store::Store& store_;
    flow::Blobs& blobs_;
    InventedLetters text_;
    SeededRandom random_{11};
    std::vector<Sheet> sheets_;
    std::string picture_;
    std::vector<std::string> organs_;
    std::map<std::string, Written> unindexed_; // by subject
    std::int64_t n_ = 0, others_ = 0;
};

} // namespace docket::testing
