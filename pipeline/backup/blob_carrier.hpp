// Carries blobs from one store into another by name: what is there already costs one question, what is copied
// proves itself by its digest on the way. What is lost at the source is said and stops nothing. One thread.
#pragma once

#include "pipeline/backup/names.hpp"
#include "pipeline/flow/ports.hpp"

namespace docket::backup {

class BlobCarrier {
  public:
    BlobCarrier(flow::Blobs& from, flow::Blobs& into) : from_(from), into_(into) {}

    enum class Came { there, copied, no };
    // `ask`: whether the source is asked for one that need not be a blob. Failures: those of the target; of
    // the source what is neither "not there" nor "damaged".
    Result<Came> carry(const Name& name, bool ask = true);

    std::int64_t there() const { return there_; } // named and in the target already; counted by name
    std::int64_t copied() const { return copied_; }
    std::int64_t lost() const { return lost_; } // counted by name
    const std::vector<std::string>& told() const {
        return told_;
    } // sentences about the first hundred of them

  private:
    Result<Came> copy(const Name& name);
    Came lose(const Name& name, std::string why);
    flow::Blobs& from_;
    flow::Blobs& into_;
    std::int64_t there_ = 0, copied_ = 0, lost_ = 0;
    std::vector<std::string> told_;
};

// Every name in every row.
Result<void> each_name(Rows& rows,
                       const std::function<Result<void>(const Name&, const Table&, const Row&)>& sink);

} // namespace docket::backup
