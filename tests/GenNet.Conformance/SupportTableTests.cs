using System.Text;
using GenNet.Conformance.Layers;
using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Weights;

namespace GenNet.Conformance;

/// <summary>The README's table of layers, devices and file formats says what the code does: with the environment variable <c>GENNET_UPDATE=1</c> it is written.</summary>
public sealed class SupportTableTests
{
    private const string Begin = "<!-- support:begin -->\n";
    private const string End = "<!-- support:end -->";

    private static readonly string[] s_formats = [".weights.h5", ".safetensors"];

    [Fact]
    public void Readme_WhenLayersDevicesOrFormatsChange_IsOutOfDate()
    {
        Assert.SkipWhen(FixtureTree.IsGiven, $"The table counts the cases of tests/Fixtures, and {FixtureTree.Variable} names others.");
        var path = Path.Combine(FixtureTree.Root, "..", "..", "README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);

        var table = Table();

        if (Environment.GetEnvironmentVariable("GENNET_UPDATE") == "1")
            File.WriteAllText(path, string.Concat(readme.AsSpan(0, start), table, readme.AsSpan(end)));
        else
            Assert.True(readme[start..end] == table, $"README.md has another table between its support marks; GENNET_UPDATE=1 writes it:\n{table}");
    }

    private static string Table()
    {
        var text = new StringBuilder("| Layer | Keras' cases | CPU: inference | CPU: training | GPU: inference | GPU: training | " + string.Join(" | ", s_formats) + " |\n");
        text.Append("|---|---|---|---|---|---|" + string.Concat(s_formats.Select(static _ => "---|")) + "\n");
        // Cells have no cases of their own: an RNN holds them.
        foreach (var kind in LayerCatalog.Kinds.Where(static kind => FixtureTree.Has("layers", $"{kind}.json")))
            text.Append(Row(kind)).Append('\n');
        return text.ToString();
    }

    private static string Row(string kind)
    {
        var all = LayerCase.Of(kind).Count;
        var sources = LayerModels.Of(kind).Sources;
        var (predictOnGpu, trainOnGpu) = (0, 0);
        var formats = s_formats.ToDictionary(static f => f, static _ => "");
        foreach (var source in sources)
        {
            using var model = (Model)Activator.CreateInstance(LayerModels.Of(kind).TypeOf(source), 0ul, Device.Cpu())!;
            foreach (var format in s_formats)
                formats[format] = HandlesFiles(model, format);
            var plan = (IGpuPlan)model.Instance.Plan;
            predictOnGpu += plan.WithoutGpuKernel.Count == 0 ? 1 : 0;
            trainOnGpu += plan.WithoutGpuKernel.Count == 0 && plan.WithoutGpuTraining.Count == 0 ? 1 : 0;
        }
        var kernels = sources.SelectMany(static s => LayerSource.CallsOf(s.Model)).Select(static call => LayerSource.KernelOf(call.Spec)).Distinct().ToArray();
        var (predicts, trains) = (kernels.All(static k => Has(k, "Forward")), kernels.All(static k => Has(k, "Backward")));
        return $"| {kind} | {Share(sources.Count, all)} | {Mark(predicts)} | {Mark(trains)} | {Share(predictOnGpu, sources.Count)} | {Share(trains ? trainOnGpu : 0, sources.Count)} | "
            + $"{string.Join(" | ", s_formats.Select(f => formats[f]))} |";
    }

    // Saves and loads, as a user would: the answer to whether a format works is that it does.
    private static string HandlesFiles(Model model, string format)
    {
        var path = Path.Combine(Path.GetTempPath(), $"gennet-{Guid.NewGuid():N}{format}");
        try
        {
            model.SaveWeights(path);
            return model.LoadWeights(path).Loaded.Count == model.Layers.Sum(static l => l.Variables.Count) ? "read, write" : "write";
        }
        catch (Exception error) when (error is ArgumentException or WeightFileException)
        {
            return "–";
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool Has(Type? kernel, string method) => kernel?.GetMethod(method) is not null;

    private static string Mark(bool works) => works ? "yes" : "–";

    private static string Share(int some, int all) => some == all ? $"all {all}" : some == 0 ? "–" : $"{some} of {all}";
}
