#include "pipeline/sandbox/answer.hpp"
#include "pipeline/sandbox/conversation.hpp"
#include "pipeline/sandbox/frame.hpp"
#include "pipeline/sandbox/run.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace docket::sandbox {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Command shell(const std::string& script) { return {{"/bin/sh", "-c", script}}; }

Limits short_limits() {
    Limits limits;
    limits.wall = Millis{300};
    return limits;
}

bool runs(int process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string id, program, state;
    return stat >> id >> program >> state && state != "Z" && state != "X";
}

bool ends_soon(int process) {
    for (int i = 0; i < 200 && runs(process); ++i) std::this_thread::sleep_for(Millis{10});
    return !runs(process);
}

TEST(A_run, Gives_what_the_program_printed_and_its_status) {
    const auto ran = run(shell("echo 来信; echo second >&2; exit 7"), {});
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->exit, 7);
    EXPECT_EQ(ran->output, "来信\n");
    EXPECT_EQ(ran->complaint, "second");
}
TEST(A_run, Of_a_program_that_is_not_there_says_so) {
    EXPECT_EQ(run({{"/nonexistent/program"}}, {}).error().code, "child.not_started");
    EXPECT_EQ(run({{"no-such-program-anywhere"}}, {}).error().code, "child.not_started");
}
TEST(A_run, Of_a_program_that_hangs_ends_at_its_time_limit) {
    const auto ran = run({{"sleep", "300"}}, short_limits());
    EXPECT_EQ(ran.error().code, "child.timeout");
    EXPECT_EQ(ran.error().kind, Kind::unavailable);
}
TEST(A_run, That_closes_its_output_and_hangs_ends_at_its_time_limit) {
    EXPECT_EQ(run(shell("exec >&- 2>&-; exec sleep 300"), short_limits()).error().code, "child.timeout");
}
TEST(A_run, Does_not_wait_for_what_its_program_leaves_in_the_background) {
    const auto ran = run(shell("sleep 300 & echo $!"), {});
    ASSERT_TRUE(ran);
    EXPECT_TRUE(ends_soon(std::stoi(ran->output)));
}
TEST(A_run, Of_a_program_that_eats_memory_is_stopped_at_its_limit) {
    Limits limits;
    limits.resident_bytes = 60LL << 20U;
    EXPECT_EQ(run({{"tail", "/dev/zero"}}, limits).error().code, "child.memory");
}
TEST(A_run, Of_a_program_that_crashes_names_the_signal_and_its_last_words) {
    const auto ran = run(shell("echo first >&2; printf 'bad\\033[1m page\\n\\n' >&2; kill -ABRT $$"), {});
    EXPECT_EQ(ran.error().code, "child.died");
    EXPECT_THAT(ran.error().detail, HasSubstr("signal 6"));
    EXPECT_THAT(ran.error().detail, HasSubstr(": bad?[1m page"));
}
TEST(A_run, That_prints_without_end_is_stopped) {
    Limits limits;
    limits.answer_bytes = 100'000;
    EXPECT_EQ(run({{"cat", "/dev/zero"}}, limits).error().code, "child.died");
}
TEST(A_run, Keeps_only_the_end_of_a_long_complaint) {
    const auto ran = run(shell("i=0; while [ $i -lt 3000 ]; do echo line $i >&2; i=$((i+1)); done"), {});
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->complaint, "line 2999");
}

TEST(A_child, Sees_only_the_environment_it_was_given) {
    ::setenv("DOCKET_TEST_SECRET", "hidden", 1);
    const auto ran = run({{"env"}, {"GIVEN=yes", "LC_ALL=C"}}, {});
    ASSERT_TRUE(ran);
    EXPECT_THAT(ran->output, StartsWith("GIVEN=yes\nLC_ALL=C\nOMP_THREAD_LIMIT=1\n"));
    EXPECT_THAT(ran->output, testing::Not(HasSubstr("SECRET")));
}
TEST(A_child, Inherits_no_descriptor_but_its_three_streams) {
    const int leaked = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
    const auto ran = run(
        shell("for n in 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do [ -e /proc/$$/fd/$n ] && echo $n; done; true"),
        {});
    ::close(leaked);
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->output, "");
}
TEST(A_child, Writes_no_core_and_no_file_beyond_its_limit) {
    Limits limits;
    limits.file_bytes = 1 << 20U;
    const auto ran = run(shell("ulimit -c; ulimit -f; ulimit -n; grep NoNewPrivs /proc/self/status"), limits);
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->output, "0\n2048\n128\nNoNewPrivs:\t1\n");
}
TEST(A_child, Outlives_the_thread_that_asked_for_it) {
    std::optional<Child> kept;
    std::thread([&] {
        auto started = Child::start({{"sleep", "300"}}, {});
        if (started) kept.emplace(std::move(*started));
    }).join();
    ASSERT_TRUE(kept);
    std::this_thread::sleep_for(Millis{50});
    EXPECT_TRUE(runs(kept->id()));
    const int id = kept->id();
    kept.reset();
    EXPECT_FALSE(runs(id));
}
TEST(A_child, Dies_with_its_parent) {
    const auto ran = run({{DYING_PARENT}}, {});
    ASSERT_TRUE(ran);
    ASSERT_EQ(ran->exit, 0);
    EXPECT_TRUE(ends_soon(std::stoi(ran->output)));
}

TEST(A_conversation, Carries_messages_of_any_size_both_ways) {
    auto echo = Conversation::start({{"cat"}}, {});
    ASSERT_TRUE(echo);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{70'000}, std::size_t{3'000'000}}) {
        const std::string message(size, 'x');
        const auto heard = echo->ask(message);
        ASSERT_TRUE(heard) << heard.error().detail;
        EXPECT_EQ(heard->size(), size);
    }
}
TEST(A_conversation, With_a_silent_child_ends_at_its_time_limit) {
    auto silent = Conversation::start({{"sleep", "300"}}, short_limits());
    ASSERT_TRUE(silent);
    EXPECT_EQ(silent->ask("hello").error().code, "child.timeout");
    EXPECT_EQ(silent->ask("hello").error().code, "child.died");
}
TEST(A_conversation, With_a_child_that_leaves_quietly_says_it_died) {
    auto quiet = Conversation::start(shell("exit 0"), {});
    ASSERT_TRUE(quiet);
    const auto heard = quiet->ask(std::string(1'000'000, 'x'));
    EXPECT_EQ(heard.error().code, "child.died");
    EXPECT_THAT(heard.error().detail, HasSubstr("ended with status 0"));
}
TEST(A_conversation, With_a_child_that_answers_garbage_is_over) {
    auto babbling = Conversation::start(shell("echo this is no frame; exec sleep 300"), {});
    ASSERT_TRUE(babbling);
    EXPECT_EQ(babbling->ask("hello").error().code, "child.died");
    EXPECT_FALSE(runs(babbling->child().id()));
}

TEST(A_frame, Is_read_as_it_was_written_and_refused_when_cut) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ASSERT_TRUE(write_frame(ends[1], "信"));
    ASSERT_EQ(::write(ends[1], "\0\0\0\5ab", 6), 6);
    ::close(ends[1]);
    const auto first = read_frame(ends[0], 100);
    ASSERT_TRUE(first);
    EXPECT_EQ(**first, "信");
    EXPECT_EQ(read_frame(ends[0], 100).error().code, "child.frame");
    EXPECT_FALSE(*read_frame(ends[0], 100)) << "the end";
    ::close(ends[0]);
}
TEST(An_answer, Is_understood_as_what_it_was) {
    const auto failed = understand(answer(fail(Kind::corrupt, "file.damaged", "页损坏")));
    EXPECT_TRUE(failed.understood);
    EXPECT_EQ(failed.outcome.error().kind, Kind::corrupt);
    EXPECT_EQ(failed.outcome.error().detail, "页损坏");
    const auto value = json::parse("[3]");
    EXPECT_EQ(json::dump(*understand(answer(value)).outcome), "[3]");
    for (const auto* nonsense : {"", "[]", "{}", "\"x\"", "{\"failure\":{\"kind\":\"odd\"}}"}) {
        EXPECT_FALSE(understand(nonsense).understood) << nonsense;
        EXPECT_EQ(understand(nonsense).outcome.error().code, "child.died");
    }
}

} // namespace
} // namespace docket::sandbox
