using System.Globalization;
using GenNet.Conformance.Layers;
using GenNet.Conformance.Models;
using GenNet.Conformance.Numerics;
using GenNet.TestSupport;

namespace GenNet.Conformance.Exporting;

/// <summary>
/// Writes the classes of the fixtures' cases into a folder, for the program that checks machines with a GPU: it has no scaffolder and no compiler in it. <c>tests/gpu/run.sh</c> asks for it by the
/// environment variable <c>GENNET_EXPORT_CASES</c>.
/// </summary>
public sealed class CaseExport
{
    private const string Variable = "GENNET_EXPORT_CASES";

    [Fact]
    public void Export_WhenAskedFor_WritesClassesAndTheirList()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(folder is null or "", $"{Variable} names no folder.");
        Directory.CreateDirectory(folder!);
        foreach (var old in Directory.GetFiles(folder!, "*.cs"))
            File.Delete(old);
        var list = new List<string>();
        foreach (var kind in LayerCase.Kinds)
        {
            LayerSource[] sources = [.. LayerModels.Of(kind).Sources.Where(static source => source.Case.Statistics is null).Take(1)];
            if (sources.Length == 0)
                continue;
            File.WriteAllText(Path.Combine(folder!, kind + ".cs"), LayerSource.File(sources));
            list.AddRange(sources.Select(source => Line("layer", kind, source.Case.Id, source.ClassName, LayerRun.TermsOf(source))));
        }
        foreach (var name in KerasFixture.Names.Where(static name => FixtureTree.Has("models", name, "training.safetensors") && FixtureTree.Has("models", name, "model.json")))
        {
            var fixture = KerasFixture.Of(name);
            if (fixture.DeterministicSource is not { } source)
                continue;
            File.WriteAllText(Path.Combine(folder!, name + ".Model.cs"), source);
            var batch = FixtureTree.Json("models", name, "model.json").GetProperty("training").GetProperty("batch_size").GetInt32();
            list.Add(Line("model", name, fixture.IsWritten ? "written" : "read", fixture.DeterministicClass, PassRoundings.Of(fixture.Spec!, batch)));
        }
        File.WriteAllLines(Path.Combine(folder!, "cases.tsv"), list);
        Assert.Contains(list, static line => line.StartsWith("layer", StringComparison.Ordinal));
        Assert.Contains(list, static line => line.StartsWith("model", StringComparison.Ordinal));
    }

    private static string Line(string what, string kind, string id, string className, double roundings) => string.Join('\t', what, kind, id, className, roundings.ToString("R", CultureInfo.InvariantCulture));
}
