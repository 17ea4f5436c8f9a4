using System.Collections.Immutable;
using System.Globalization;
using GenNet.Contracts;
using GenNet.Generators.Analyzers.Contracts;
using GenNet.Generators.Tests.Contracts;
using GenNet.Generators.Tests.Models;
using GenNet.TestSupport;
using GenNet.Tool.Headers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Migration;

/// <summary>Weight files that a project guards, from their headers.</summary>
public sealed class WeightFileAnalyzerTests : IDisposable
{
    private const string Head = "using GenNet; [Model, Input(4)] public partial class Net { [Dense(3)] public partial Dense Hidden { get; } ";
    private const string One = Head + "[Dense(2)] public partial Dense Output { get; } }";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[Dense(2)] public partial Dense Output { get; } }", null, null)]
    [InlineData("[Dense(5)] public partial Dense Output { get; } }", "kernel is float32 3,5 and was float32 3,2", "5")]
    [InlineData("[Dense(2, Activation = Activation.Tanh)] public partial Dense Output { get; } }", "activation is tanh and was linear", "Activation = Activation.Tanh")]
    [InlineData("[Dense(2), FormerName(\"output\")] public partial Dense Head { get; } }", null, null)]
    [InlineData("[Dense(2)] public partial Dense Head { get; } }", "Dense is new", "Head")]
    public async Task Analyze_OfAFileOfGenNet_ReportsWhatDoesNotFitOnTheProperty(string rest, string? message, string? at)
    {
        foreach (var format in (string[])[".weights.h5", ".safetensors"])
        {
            var found = await Of(Head + rest, Header(One, format));
            if (message is null)
            {
                Assert.Empty(found);
                continue;
            }
            var text = found[0].GetMessage(CultureInfo.InvariantCulture);
            Assert.All(found, static d => Assert.Equal("GN1042", d.Id));
            Assert.Contains(message, text, StringComparison.Ordinal);
            Assert.Contains("weights/net" + format, text, StringComparison.Ordinal);
            Assert.Equal(at, found[0].Location.SourceTree!.ToString().Substring(found[0].Location.SourceSpan.Start, found[0].Location.SourceSpan.Length));
        }
    }

    // A file of a version that the contract keeps, with a way from there.
    [Fact]
    public async Task Analyze_OfAFileWithAWay_IsSilent()
    {
        const string Two = Head + "[Dense(5), Reinitialized(Since = 2)] public partial Dense Output { get; } }";
        var contract = new VersionedModel(One, Two).Contract.ToString();
        Assert.Empty(await Of(Two, Header(One, ".weights.h5"), contract));
        Assert.NotEmpty(await Of(Two.Replace(", Reinitialized(Since = 2)", "", StringComparison.Ordinal), Header(One, ".weights.h5"), contract));
    }

    // Nothing but names and shapes.
    [Theory]
    [InlineData("[Dense(2)] public partial Dense Output { get; } }", null)]
    [InlineData("[Dense(2, Activation = Activation.Tanh)] public partial Dense Output { get; } }", null)]
    [InlineData("[Dense(5)] public partial Dense Output { get; } }", "kernel is float32 3,5 and was float32 3,2")]
    [InlineData("[Dense(2, UseBias = false)] public partial Dense Output { get; } }", "bias, float32 2, is gone")]
    public async Task Analyze_OfABareFile_ReportsWhatItCanTell(string rest, string? message)
    {
        using var model = ModelCompiler.Compile(One).Create();
        var path = _folder.PathOf("bare.safetensors");
        Weights.Safetensors.SafetensorsWriter.Save(
            path, model.Layers.SelectMany(static l => l.Variables).ToDictionary(static v => v.FullName, static v => Weights.ArrayToWrite.Of(v.Shape, () => v.Values)), new Dictionary<string, string>());
        var found = await Of(Head + rest, FileHeader.Read(path, "weights/bare.safetensors", "Net", new("/app/app.csproj", 8, 20)));
        if (message is null)
            Assert.Empty(found);
        else
            Assert.Contains(message, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_OfAFileOfNoModel_ReportsTheProjectsItem()
    {
        var diagnostic = Assert.Single(await Of(One, Header(One, ".safetensors").Replace("model Net", "model Zoo.Other", StringComparison.Ordinal)));
        Assert.Equal(("GN1043", "/app/app.csproj", "7,19"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.ToString()));
        Assert.Contains("The file weights/net.safetensors belongs to model 'Zoo.Other'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // The contract travels in the assembly, and what the class declares with it.
    [Theory]
    [InlineData("[Dense(2)] public partial Dense Output { get; } }", null)]
    [InlineData("[Dense(2), FormerName(\"output\")] public partial Dense Head { get; } }", null)]
    [InlineData("[Dense(5)] public partial Dense Output { get; } }", "Net, output: kernel is float32 3,5 and was float32 3,2")]
    public async Task Analyze_OfAFileOfALibrarysModel_LearnsFromItsAssembly(string rest, string? message)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(Head + rest), out var library, out _, TestContext.Current.CancellationToken);
        var user = ModelCompiler.CreateCompilation("class User { }").AddReferences(library.EmitToImageReference());
        var found = await Analyzed(user, [new ContractText("obj/net" + WeightFileHeader.FileSuffix, Header(One, ".weights.h5"))]);
        if (message is null)
        {
            Assert.Empty(found);
            return;
        }
        Assert.Equal(("GN1044", "/app/app.csproj"), (Assert.Single(found).Id, found[0].Location.GetLineSpan().Path));
        Assert.Contains(message, found[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private string Header(string source, string format)
    {
        using var model = ModelCompiler.Compile(source).Create();
        var path = _folder.PathOf("net" + format);
        model.SaveWeights(path);
        return FileHeader.Read(path, "weights/net" + format, "", new("/app/app.csproj", 8, 20));
    }

    private static Task<ImmutableArray<Diagnostic>> Of(string source, string header, string? contract = null)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(source), out var compilation, out _);
        return Analyzed(compilation, [new ContractText("obj/net" + WeightFileHeader.FileSuffix, header), .. contract is null ? (AdditionalText[])[] : [new ContractText("Net.weights.txt", contract)]]);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyzed(Compilation compilation, ImmutableArray<AdditionalText> files) =>
        compilation.WithAnalyzers([new WeightFileAnalyzer()], new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
}

/// <summary>Compilations as references.</summary>
internal static class EmittedLibrary
{
    public static MetadataReference EmitToImageReference(this Compilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
