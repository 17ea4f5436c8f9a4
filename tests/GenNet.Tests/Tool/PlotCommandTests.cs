using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using GenNet.Specs;
using GenNet.TestSupport;
using GenNet.Tool.Plotting;

namespace GenNet.Tests.Tool;

/// <summary><c>dotnet gennet plot FILE</c>: the SVG read back.</summary>
public sealed class PlotCommandTests : IDisposable
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gennet-plot-");

    public static TheoryData<string> Models => !FixtureTree.Has("models") ? [] :
        [.. Directory.GetDirectories(FixtureTree.PathOf("models")).Where(static folder => File.Exists(Path.Combine(folder, "model.keras"))).Select(static folder => Path.GetFileName(folder)).Order()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Models))]
    public void Plot_OfAModelOfKeras_HasEveryLayerAndEdge(string name)
    {
        var file = FixtureTree.PathOf("models", name, "model.keras");
        Assert.SkipWhen(CommandLine.Run("plot", file).Error.Contains("is no Sequential or Functional model", StringComparison.Ordinal), "Its config has no graph.");
        var svg = Plotted(file, "--names", "--shapes");
        Assert.SkipUnless(FixtureTree.Has("models", name, "model.json"), "The tree doesn't say what its layers are.");
        var layers = FixtureTree.Json("models", name, "model.json").GetProperty("layers").EnumerateArray().ToArray();
        var inputs = svg.Nodes.Where(static node => node.Kind == "InputLayer").Select(static node => node.Name);
        Assert.Superset(layers.Select(static layer => layer.GetProperty("name").GetString()!).ToHashSet(), svg.Nodes.Select(static node => node.Name!).ToHashSet());
        var expected = layers.SelectMany(static layer => Inbound(layer).Select(from => (from, layer.GetProperty("name").GetString()!))).ToHashSet();
        Assert.Superset(expected, svg.Edges.Select(static edge => (edge.From!, edge.To!)).ToHashSet());
        Assert.NotEmpty(inputs);
        AssertNothingOverlaps(svg);
    }

    [Fact]
    public void Plot_SaysWhatTheOptionsAskFor()
    {
        var file = Written(Config);
        Assert.Equal(["InputLayer", "Dense", "Add", "Dense"], TextsOf(Plotted(file)));
        Assert.Equal(["x (InputLayer)", "a (Dense)", "sum (Add)", "out (Dense)"], TextsOf(Plotted(file, "--names")));
        Assert.Equal(
            ["InputLayer", "Output shape: (None, 4)", "Output dtype: float32", "Dense", "Input shape: (None, 4)", "Output shape: (None, 4)", "Output dtype: float32"],
            TextsOf(Plotted(file, "--shapes", "--dtypes")).Take(7));
        Assert.Contains("Input shape: (None, 4), (None, 4)", TextsOf(Plotted(file, "--shapes")));
    }

    [Fact]
    public void Plot_OfAGraph_LeadsDownwardsAndStraightAroundWhatItPasses()
    {
        var svg = Plotted(Written(Config), "--names");
        Assert.Equal([("x", "a"), ("x", "sum"), ("a", "sum"), ("sum", "out")], svg.Edges.OrderBy(static edge => (edge.From, edge.To) switch { ("x", "a") => 0, ("x", _) => 1, ("a", _) => 2, _ => 3 }));
        Assert.All(svg.Edges, edge => Assert.True(svg.Node(edge.From!).Bottom < svg.Node(edge.To!).Top));
        AssertNothingOverlaps(svg);
    }

    [Fact]
    public void Plot_OfTheSameModelTwice_IsTheSame() => Assert.Equal(CommandLine.Run("plot", Written(Config)).Output, CommandLine.Run("plot", Written(Config)).Output);

    [Fact]
    public void Plot_OfNamesThatXmlCannotHold_IsWellFormed()
    {
        PlottedNode node = new("<a & \u0001\uD800>", "Dense", [], [new(TensorShape.Of(4))]);
        var drawing = XDocument.Parse(SvgPlot.Of(new("<net>", [node], []), new(Shapes: true, DTypes: true, Names: true)));
        Assert.Equal("<a & \uFFFD\uFFFD> (Dense)", drawing.Descendants(s_svg + "text").First().Value);
    }

    [Fact]
    public void Plot_OfALayerThatIsCalledAgain_LeadsBackToIt()
    {
        PlottedNode[] nodes = [new("x", "InputLayer", [], [new(TensorShape.Of(4))]), new("a", "Dense", [new(TensorShape.Of(4))], [new(TensorShape.Of(4))]), new("b", "Dense", [new(TensorShape.Of(4))], [new(TensorShape.Of(4))])];
        PlottedEdge[] edges = [new(0, 1), new(1, 1), new(1, 2), new(2, 1)];
        var drawing = XDocument.Parse(SvgPlot.Of(new("net", nodes, edges), new(Shapes: false, DTypes: false, Names: true)));
        Assert.Equal(
            edges.Select(static edge => ($"layer-{edge.From}", $"layer-{edge.To}")),
            drawing.Root!.Elements(s_svg + "path").Select(static path => (path.Attribute("data-from")!.Value, path.Attribute("data-to")!.Value)));
    }

    [Fact]
    public void Plot_OntoAFile_ReplacesItOnlyWithForce()
    {
        var (file, target) = (Written(Config), Path.Combine(_folder.FullName, "net.svg"));
        Assert.Equal(0, CommandLine.Run("plot", file, "--output", target).Code);
        var first = File.ReadAllText(target);
        var (code, _, error) = CommandLine.Run("plot", file, "--output", target, "--names");
        Assert.Equal(1, code);
        Assert.Contains("--force replaces it", error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(target));
        Assert.Equal(0, CommandLine.Run("plot", file, "--output", target, "--names", "--force").Code);
        Assert.NotEqual(first, File.ReadAllText(target));
    }

    [Theory]
    [InlineData("no such file.keras", "There is no file 'no such file.keras', and a class can't be called so.")]
    [InlineData("mlp/model.safetensors", "from which weights are read and no layers")]
    [InlineData("mlp/model.weights.h5", "weights alone")]
    public void Plot_OfNoModel_SaysWhy(string file, string reason)
    {
        var path = file.Contains('/', StringComparison.Ordinal) ? FixtureTree.PathOf(["models", .. file.Split('/')]) : file;
        var (code, output, error) = CommandLine.Run("plot", path);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Inbound(JsonElement layer) => !layer.TryGetProperty("inbound", out var calls) || calls.ValueKind != JsonValueKind.Array ? []
        : calls.EnumerateArray().SelectMany(static call => call.ValueKind == JsonValueKind.Array ? call.EnumerateArray().Where(static from => from.ValueKind == JsonValueKind.String).Select(static from => from.GetString()!) : []);

    private static string[] TextsOf(Svg svg) => [.. svg.Nodes.SelectMany(static node => node.Texts)];

    private static void AssertNothingOverlaps(Svg svg)
    {
        foreach (var (one, i) in svg.Nodes.Select(static (node, i) => (node, i)))
        {
            foreach (var other in svg.Nodes.Skip(i + 1))
                Assert.True(one.Right < other.Left || other.Right < one.Left || one.Bottom < other.Top || other.Bottom < one.Top, $"{one.Name} and {other.Name} overlap.");
        }
    }

    private static Svg Plotted(string file, params string[] options)
    {
        var (code, output, error) = CommandLine.Run(["plot", file, .. options]);
        Assert.True(code == 0, error);
        var root = XDocument.Parse(output).Root!;
        var nodes = root.Elements(s_svg + "g").Select(static group => new Node(
            group.Attribute("id")!.Value, group.Attribute("data-name")?.Value, group.Attribute("data-kind")!.Value, [.. group.Elements(s_svg + "text").Select(static text => text.Value)],
            Number(group, "x"), Number(group, "y"), Number(group, "x") + Number(group, "width"), Number(group, "y") + Number(group, "height"))).ToArray();
        var byId = nodes.ToDictionary(static node => node.Id);
        return new(nodes, [.. root.Elements(s_svg + "path").Select(path => (byId[path.Attribute("data-from")!.Value].Name, byId[path.Attribute("data-to")!.Value].Name))]);

        static double Number(XElement group, string name) => double.Parse(group.Element(s_svg + "rect")!.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    private string Written(string config)
    {
        var path = Path.Combine(_folder.FullName, "model.json");
        File.WriteAllText(path, config);
        return path;
    }

    private const string Config = """
        {"class_name":"Functional","module":"keras","config":{"name":"net","layers":[
        {"class_name":"InputLayer","module":"keras.layers","name":"x","config":{"batch_shape":[null,4],"dtype":"float32","name":"x"},"inbound_nodes":[]},
        {"class_name":"Dense","module":"keras.layers","name":"a","config":{"name":"a","units":4},"inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,4],"dtype":"float32","keras_history":["x",0,0]}}],"kwargs":{}}]},
        {"class_name":"Add","module":"keras.layers","name":"sum","config":{"name":"sum"},"inbound_nodes":[{"args":[[{"class_name":"__keras_tensor__","config":{"shape":[null,4],"dtype":"float32","keras_history":["x",0,0]}},{"class_name":"__keras_tensor__","config":{"shape":[null,4],"dtype":"float32","keras_history":["a",0,0]}}]],"kwargs":{}}]},
        {"class_name":"Dense","module":"keras.layers","name":"out","config":{"name":"out","units":2},"inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,4],"dtype":"float32","keras_history":["sum",0,0]}}],"kwargs":{}}]}],
        "input_layers":[["x",0,0]],"output_layers":[["out",0,0]]}}
        """;

    private sealed record Svg(IReadOnlyList<Node> Nodes, IReadOnlyList<(string? From, string? To)> Edges)
    {
        public Node Node(string name) => Nodes.Single(node => node.Name == name);
    }

    private sealed record Node(string Id, string? Name, string Kind, IReadOnlyList<string> Texts, double Left, double Top, double Right, double Bottom);
}
