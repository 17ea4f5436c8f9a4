using System.CommandLine;
using GenNet.Benchmarks.Peers.Reporting;

namespace GenNet.Benchmarks.Weights;

/// <summary><c>weights</c>: loading and saving beside copies of the same bytes, and beside h5py and NumPy.</summary>
internal static class WeightsCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "how often everything is timed; the median counts", DefaultValueFactory = static _ => 3 };
        var filter = new Option<string>("--filter") { Description = "only lines whose model and format hold this", DefaultValueFactory = static _ => "" };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "where the files go, 4 GB of them; the system's temporary folder by default" };
        var command = new Command("weights", "Times loads and saves of 1 GB and of 2,000 small arrays against copies of the same bytes, h5py and NumPy (Debian: python3-h5py), in turn; prints a table in Markdown.") { rounds, filter, folder };
        rounds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{result.Option.Name} must be greater than 0.");
        });
        command.SetAction(result => Run(result.GetRequiredValue(rounds), result.GetRequiredValue(filter), result.GetValue(folder)));
        return command;
    }

    private static int Run(int rounds, string filter, DirectoryInfo? place)
    {
        var folder = place is null ? Directory.CreateTempSubdirectory("gennet-weights-") : place.CreateSubdirectory($"gennet-weights-{Environment.ProcessId}");
        using var peer = PythonPeer.Start();
        try
        {
            Console.WriteLine($"{Machine.Description}; {peer?.Version ?? "no h5py"}");
            Console.WriteLine();
            Console.WriteLine(FormatLine.Head);
            foreach (var create in (Func<Model>[])[static () => new GigabyteNet(seed: 1), static () => new SmallArraysNet(seed: 1)])
            {
                using var model = create();
                foreach (var format in FormatCase.All.Where(format => $"{model.GetType().Name} {format.Name}".Contains(filter, StringComparison.OrdinalIgnoreCase)))
                    Console.WriteLine(FormatRounds.Run(format, model, model.GetType().Name, peer, model is SmallArraysNet ? 5 * rounds : rounds, folder));
            }
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
