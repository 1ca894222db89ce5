// A child that is asked again and again, over framed messages on its stdin and stdout. One thread at a time.
#pragma once

#include "pipeline/sandbox/child.hpp"

#include <string>
#include <string_view>

namespace docket::sandbox {

class Conversation {
  public:
    // Failure: unavailable "child.not_started".
    static Result<Conversation> start(const Command& command, const Limits& limits);

    // The child's answer to one message. After a failure the child is gone, and so is this conversation.
    // Failures: unavailable "child.timeout", "child.memory", "child.died".
    Result<std::string> ask(std::string_view message);

    bool over() { return child_.ended(); } // nobody is there to answer
    const Child& child() const { return child_; }

  private:
    Conversation(Child child, std::size_t limit) : child_(std::move(child)), limit_(limit) {}
    Child child_;
    std::size_t limit_; // bytes of one answer
};

} // namespace docket::sandbox
