using System.CommandLine;
using GenNet.Benchmarks.Peers.Measuring;
using GenNet.Benchmarks.Peers.Reporting;

namespace GenNet.Benchmarks.Peers;

/// <summary><c>peers</c>: GenNet against ONNX Runtime and PyTorch.</summary>
internal static class PeersCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var threads = new Option<int[]>("--threads")
        {
            Description = "numbers of threads; by default 1 and all",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = static _ => [.. new[] { 1, Environment.ProcessorCount }.Distinct()],
        };
        var rounds = new Option<int>("--rounds") { Description = "how often each engine has its turn", DefaultValueFactory = static _ => 7 };
        var seconds = new Option<double>("--seconds") { Description = "how long a turn is", DefaultValueFactory = static _ => 0.15 };
        var limit = new Option<double>("--limit") { Description = "after how many seconds a case has no further round", DefaultValueFactory = static _ => 5 };
        var filter = new Option<string>("--filter") { Description = "only cases whose name holds this", DefaultValueFactory = static _ => "" };
        var python = new Option<string?>("--python") { Description = "interpreter that has PyTorch; Debian's by default" };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "file that gets the table for the README" };
        var command = new Command("peers", "Times GenNet, ONNX Runtime and PyTorch in turn, after checking that they compute the same.")
        {
            threads, rounds, seconds, limit, filter, python, markdown,
        };
        rounds.Validators.Add(static result => RequirePositive(result, static r => r.GetValueOrDefault<int>()));
        seconds.Validators.Add(static result => RequirePositive(result, static r => r.GetValueOrDefault<double>()));
        limit.Validators.Add(static result => RequirePositive(result, static r => r.GetValueOrDefault<double>()));
        threads.Validators.Add(static result => RequirePositive(result, static r => r.GetValueOrDefault<int[]>()!.Min()));
        command.SetAction(result =>
        {
            var cases = Cases.Create().Where(c => c.Name.Contains(result.GetRequiredValue(filter), StringComparison.OrdinalIgnoreCase)).ToArray();
            if (cases.Length == 0)
            {
                Console.Error.WriteLine($"No case's name holds '{result.GetRequiredValue(filter)}'. There are:\n{string.Join('\n', Cases.Create().Select(static c => c.Name))}");
                return 1;
            }
            var measure = new Rounds(result.GetRequiredValue(rounds), TimeSpan.FromSeconds(result.GetRequiredValue(seconds)), TimeSpan.FromSeconds(result.GetRequiredValue(limit)));
            return Run(cases, result.GetRequiredValue(threads), measure, EngineKind.Find(result.GetValue(python)), result.GetValue(markdown));
        });
        return command;
    }

    private static void RequirePositive(System.CommandLine.Parsing.OptionResult result, Func<System.CommandLine.Parsing.OptionResult, double> value)
    {
        if (!(value(result) > 0))
            result.AddError($"{result.Option.Name} must be greater than 0.");
    }

    private static int Run(Case[] cases, int[] threads, Rounds rounds, IReadOnlyList<EngineKind> kinds, FileInfo? markdown)
    {
        var lines = new List<Line>();
        try
        {
            foreach (var count in threads)
                RunAll(cases, count, rounds, kinds, lines);
        }
        catch (WrongResultException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
        Line[] ordered = [.. lines.OrderBy(line => Array.IndexOf(cases, line.Case))];
        ConsoleTable.Write(ordered, kinds);
        if (markdown is not null)
            File.WriteAllText(markdown.FullName, MarkdownTable.Write(ordered, kinds));
        return 0;
    }

    private static void RunAll(Case[] cases, int threads, Rounds rounds, IReadOnlyList<EngineKind> kinds, List<Line> lines)
    {
        var engines = kinds.Select(kind => (kind.Name, Engine: kind.Version is null ? null : kind.Start(threads))).ToArray();
        try
        {
            foreach (var @case in cases)
            {
                Console.Error.WriteLine($"{@case.Name}, threads: {threads}");
                lines.Add(new(@case, threads, kinds, rounds.Run(@case, engines)));
            }
        }
        finally
        {
            foreach (var (_, engine) in engines)
                engine?.Dispose();
        }
    }
}
