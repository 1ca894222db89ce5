// Documents as their text instead of a PDF, worded by the shipped templates. Any thread.
#pragma once

#include "outputs/compose.hpp"
#include "pipeline/flow/tools.hpp"

#include <map>
#include <mutex>

namespace docket::testing {

class PlainWriter final : public flow::DocumentWriter {
  public:
    explicit PlainWriter(std::filesystem::path templates) : templates_(std::move(templates)) {}
    Result<Bytes> pdf(const outputs::Document& document) override;
    Result<outputs::Composed> composed(const outputs::Document& document) override;
    Result<std::string> title(const outputs::Document& document) override;
    Result<Digest> wording(const outputs::Document& document) override;
    // From now on every document says one paragraph more, as if the bureau had edited the template.
    void reword(const std::string& paragraph);

  private:
    std::filesystem::path templates_;
    std::mutex mutex_;
    std::map<outputs::DocumentType, outputs::Template> read_;
    std::string added_;
};

} // namespace docket::testing
