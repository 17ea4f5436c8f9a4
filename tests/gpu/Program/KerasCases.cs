using System.Globalization;
using System.Reflection;
using GenNet.Conformance;
using GenNet.Conformance.Layers;
using GenNet.Conformance.Models;
using GenNet.TestSupport;

namespace GenNet.GpuCheck;

/// <summary>Keras' numbers of layers, forward and backward, and of trainings of 20 steps, from the fixtures of the checkout: classes and tolerances are those of the conformance tests.</summary>
internal static class KerasCases
{
    /// <summary>Runs what the list says, and prints what was wrong.</summary>
    /// <param name="device">The GPU.</param>
    /// <param name="isSmall">Whether to take only every tenth layer, and one training.</param>
    /// <returns>Whether all is right.</returns>
    public static bool Check(Device device, bool isSmall)
    {
        var cases = List().Select(static line => line.Split('\t')).ToArray();
        var layers = cases.Where(static line => line[0] == "layer").Where((_, i) => !isSmall || i % 10 == 0).ToArray();
        var models = cases.Where(static line => line[0] == "model").Where(line => !isSmall || line[1] == "mlp").ToArray();
        var isRight = Count("layers give Keras' numbers", layers, line => Layer(line, device));
        return Count("trainings follow Keras' 20 steps", models, line => Model(line, device)) && isRight;
    }

    private static IEnumerable<string> List()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("cases.tsv")
            ?? throw new FileNotFoundException("This program was built without the conformance cases: tests/gpu/run.sh --publish builds it with them.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static bool Count(string what, string[][] cases, Action<string[]> run)
    {
        var (right, skipped) = (0, 0);
        foreach (var line in cases)
        {
            try
            {
                run(line);
                right++;
            }
            catch (SkippedException)
            {
                skipped++;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                Console.WriteLine($"FAIL {line[1]} {line[2]}: {(error.InnerException is null ? error.Message : error)}");
            }
        }
        var isRight = right + skipped == cases.Length && right > 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "ok  " : "FAIL")} {right} of {cases.Length} {what}{(skipped > 0 ? $", {skipped} aren't supported" : "")}"));
        return isRight;
    }

    private static void Layer(string[] line, Device device)
    {
        var layer = LayerCase.Of(line[1]).Single(layer => layer.Id == line[2]);
        using var run = new LayerRun(new ConformanceCount("layers"), layer, Roundings(line), TypeOf(line), device);
        LayerCheck.AsKerasRanIt(run);
    }

    private static void Model(string[] line, Device device)
    {
        var (name, roundings) = (line[1], Roundings(line));
        using var instance = new KerasInstance((Model)Activator.CreateInstance(TypeOf(line), 0ul, device)!, _ => roundings, KerasNames.OfVariables(name), line[2] == "written" ? KerasNames.OfOutputs(name) : null);
        _ = ModelTraining.Follow(name, instance);
    }

    private static double Roundings(string[] line) => double.Parse(line[4], CultureInfo.InvariantCulture);

    private static Type TypeOf(string[] line) => Assembly.GetExecutingAssembly().GetType(line[3], throwOnError: true)!;
}
