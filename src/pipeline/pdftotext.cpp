#include "pipeline/pdftotext.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/problem.hpp"
#include "base/result.hpp"

namespace kept {
namespace {

constexpr int status_not_run = 127;  // as shells say of a program that is not there

// A descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  void reset(int number = -1) {
    if (number_ >= 0) ::close(number_);
    number_ = number;
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Problem problem_of(ProblemCode code, const std::string& name, std::string what, std::string cure) {
  return {code, std::move(what), {name, {}, {}, {}, {}}, "nothing of it is read", std::move(cure)};
}

Problem system_problem(const std::string& name, int error) {
  return problem_of(ProblemCode::internal, name,
                    "pdftotext could not be started: " + std::generic_category().message(error), "try again");
}

// The file as one that lives in memory, to be read from its begin; an errno of failure in `error`.
int memory_file(std::string_view bytes, int& error) {
  const int file = memfd_create("document.pdf", MFD_CLOEXEC);
  while (file >= 0 && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      error = errno;
      return file;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file < 0 || ::lseek(file, 0, SEEK_SET) != 0) error = errno;
  return file;
}

void limit(int resource, std::uint64_t value) {
  const rlimit bound{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &bound);
}

// In the child, between fork and exec: only what is safe there.
[[noreturn]] void become(const char* program, int in, int out, int errors, const PdfLimits& limits) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  limit(RLIMIT_CPU, limits.seconds_max);
  limit(RLIMIT_AS, limits.memory_bytes_max);
  limit(RLIMIT_CORE, 0);
  ::alarm(limits.seconds_max);  // outlives exec: the child ends itself, whatever it waits for
  ::signal(SIGPIPE, SIG_DFL);   // it ends, too, when nobody reads on
  ::execlp(program, program, "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-", nullptr);
  ::_exit(status_not_run);
}

// All that comes out of a pipe, at most `bytes_max` and one more byte.
std::string drain(int pipe, std::uint64_t bytes_max) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  while (bytes.size() <= bytes_max) {
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return bytes;
}

Result<std::string> outcome(const std::string& name, int status, std::string text, const PdfLimits& limits) {
  const std::string cure = "save its text and give that: pdftotext FILE.pdf FILE.txt";
  if (text.size() > limits.text_bytes_max) {
    return problem_of(ProblemCode::limit_reached, name,
                      fmt::format("the PDF has more than {} bytes of text", limits.text_bytes_max), "split it");
  }
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    const bool slow = signal == SIGALRM || signal == SIGXCPU || signal == SIGKILL;
    return problem_of(slow ? ProblemCode::limit_reached : ProblemCode::document_broken, name,
                      slow ? fmt::format("pdftotext was stopped after {} seconds", limits.seconds_max)
                           : "pdftotext failed on it, or needed more memory than it may have",
                      cure);
  }
  const int code = WEXITSTATUS(status);
  if (code == status_not_run) {
    return problem_of(ProblemCode::program_missing, name, "reading a PDF needs pdftotext, which is not installed",
                      "install it: apt-get install poppler-utils");
  }
  if (code != 0) {
    return problem_of(ProblemCode::document_broken, name, "the PDF is damaged, or locked with a password",
                      "open it in a viewer and save it again without a password");
  }
  return text;
}

}  // namespace

Result<std::string> run_pdftotext(const std::string& name, std::string_view pdf, const PdfLimits& limits,
                                  const char* program) {
  int error = 0;
  const Descriptor in(memory_file(pdf, error));
  std::array<int, 2> pipe{-1, -1};
  if (error == 0 && ::pipe2(pipe.data(), O_CLOEXEC) != 0) error = errno;
  Descriptor out(pipe[0]);
  Descriptor out_of_child(pipe[1]);
  const Descriptor errors(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (error != 0) return system_problem(name, error);
  const pid_t child = ::fork();
  if (child < 0) return system_problem(name, errno);
  if (child == 0) become(program, in.number(), out_of_child.number(), errors.number(), limits);
  out_of_child.reset();
  std::string text = drain(out.number(), limits.text_bytes_max);
  out.reset();  // a child that prints on ends by SIGPIPE
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return outcome(name, status, std::move(text), limits);
}

}  // namespace kept
