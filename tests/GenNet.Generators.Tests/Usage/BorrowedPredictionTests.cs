using System.Globalization;
using GenNet.Generators.Analyzers.Usage;
using GenNet.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Generators.Tests.Usage;

/// <summary>GN2001: reads that certainly or on some way come too late are marked <c>⟦…⟧</c>; everything else is silent.</summary>
public sealed class BorrowedPredictionTests
{
    [Theory]
    [InlineData("var p = net.Predict(a); net.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = net.Predict(a); var q = net.Predict(b); Use(q.Output); Use(⟦p.Output⟧);")]
    [InlineData("var p = net.Predict(a); var q = net.Predict(b); Use(q.Output, ⟦p.Output⟧);")]
    [InlineData("Use(⟦net.Predict(a).Output⟧, net.Predict(b).Output);")]
    [InlineData("var s = net.Predict(a).Output; net.Predict(b); x += ⟦s⟧[0];")]
    [InlineData("var s = net.Predict(a).Output.Slice(1); net.Predict(b); x += ⟦s⟧[0];")]
    [InlineData("var s = net.Predict(a).Output[1..]; net.Predict(b); Use(⟦s⟧);")]
    [InlineData("var p = net.Predict(a); var q = p; net.Predict(b); Use(⟦q.Output⟧);")]
    [InlineData("var p = net.Predict(a); var same = net; same.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = net.Predict(a); if (x > 0) net.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = net.Predict(a); foreach (var row in rows) { Use(⟦p.Output⟧); net.Predict(row); }")]
    [InlineData("Net.Prediction last = default; foreach (var row in rows) { var p = net.Predict(row); Use(p.Output, ⟦last.Output⟧); last = p; }")]
    [InlineData("Net.Prediction last = default; for (var i = 0; i < 3; i++) { var p = net.Predict(a); if (i > 0) Use(⟦last.Output⟧); last = p; }")]
    [InlineData("using var own = new Net(); var p = own.Predict(a); own.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = _net.Predict(a); _net.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = this.Mine.Predict(a); Mine.Predict(b); Use(⟦p.Output⟧);")]
    [InlineData("var p = s_net.Predict(a); s_net.Predict(b); foreach (var y in ⟦p.Output⟧) x += y;")]
    [InlineData("Action act = () => { var p = net.Predict(a); net.Predict(b); Use(⟦p.Output⟧); }; act();")]
    [InlineData("using var own = new Net(); Action act = () => { var p = net.Predict(a); net.Predict(b); Use(⟦p.Output⟧); }; act();")]
    [InlineData("void Local() { var p = net.Predict(a); net.Predict(b); Use(⟦p.Output⟧); } Local();")]
    [InlineData("try { var p = net.Predict(a); net.Predict(b); Use(⟦p.Output⟧); } finally { x++; }")]
    [InlineData("var p = net.Predict(a); net.Predict(b); var copy = ⟦p.Output⟧.ToArray();")]
    [InlineData("var p = net.Predict(a); var q = net.Predict(b); p = q; Use(p.Output); net.Predict(a); Use(⟦p.Output⟧);")]
    [InlineData("foreach (var v in ⟦net.Predict(a).Output⟧) { net.Predict(b); x += v; }")]
    [InlineData("var p = net.Predict(a); foreach (var v in ⟦p.Output⟧) { if (v > 0) net.Predict(b); x += v; }")]
    [InlineData("var e = net.Predict(a).Output.GetEnumerator(); e.MoveNext(); net.Predict(b); x += ⟦e⟧.Current;")]
    [InlineData("var p = net.Predict(a); try { net.Predict(b); } finally { Use(⟦p.Output⟧); }")]
    [InlineData("var p = net.Predict(a); try { net.Predict(b); Reload(); } catch (Exception) { Use(⟦p.Output⟧); }")]
    [InlineData("var p = net.Predict(a); try { try { net.Predict(b); } finally { x++; } } catch (Exception) when (x > 0) { Use(⟦p.Output⟧); }")]
    public async Task Analyze_WhenMemoryWasUsedAgain_ReportsTheRead(string body) => await Verify(body);

    [Theory]
    [InlineData("var p = net.Predict(a); Use(p.Output); net.Predict(b);")]
    [InlineData("var p = net.Predict(a); other.Predict(b); Use(p.Output);")]
    [InlineData("var p = net.Predict(a); net.Predict(b, buffer); Use(p.Output);")]
    [InlineData("net.Predict(a, buffer); var q = net.Predict(b); Use(buffer, q.Output);")]
    [InlineData("var p = net.Predict(a); var n = net.Predict(b).Rows; x = p.Rows + p.Output.Length;")]
    [InlineData("var p = net.Predict(a); var copy = p.Output.ToArray(); net.Predict(b); Use(copy);")]
    [InlineData("var p = net.Predict(a); net = new Net(); net.Predict(b); Use(p.Output);")]
    [InlineData("var p = net.Predict(a); p = net.Predict(b); Use(p.Output);")]
    [InlineData("var p = net.Predict(a); if (x > 0) { net.Predict(b); return; } Use(p.Output);")]
    [InlineData("var p = net.Predict(a); if (x > 0) net.Predict(b); else Use(p.Output);")]
    [InlineData("var p = net.Predict(a); if (flag) net.Predict(b); if (!flag) Use(p.Output);")]
    [InlineData("var p = net.Predict(a); if (x == 1) { net.Predict(b); } if (x != 1) Use(p.Output);")]
    [InlineData("var p = net.Predict(a); if (other is not null) net.Predict(b); if (other is null) Use(p.Output);")]
    [InlineData("Net.Prediction p = default; if (flag) p = net.Predict(a); if (!flag) { net.Predict(b); Use(p.Output); }")]
    [InlineData("foreach (var row in rows) { var p = net.Predict(row); Use(p.Output); }")]
    [InlineData("Net.Prediction last = default; foreach (var row in rows) { using var own = new Net(); var p = own.Predict(row); Use(last.Output); last = p; }")]
    [InlineData("Net.Prediction last = default; foreach (var n in nets) { var p = n.Predict(a); Use(p.Output, last.Output); last = p; }")]
    [InlineData("var p = nets[0].Predict(a); nets[1].Predict(b); Use(p.Output);")]
    [InlineData("var p = Make().Predict(a); Make().Predict(b); Use(p.Output);")]
    [InlineData("var p = _net.Predict(a); Reload(); _net.Predict(b); Use(p.Output);")]
    [InlineData("void Swap() => net = new Net(); var p = net.Predict(a); Swap(); net.Predict(b); Use(p.Output);")]
    [InlineData("void Local() => net.Predict(b); var p = net.Predict(a); Use(p.Output); Local();")]
    [InlineData("(net, other) = (other, net); var p = net.Predict(a); (net, other) = (other, net); net.Predict(b); Use(p.Output);")]
    [InlineData("var p = net.Predict(a); Exchange(ref net); net.Predict(b); Use(p.Output);")]
    [InlineData("var s = net.Predict(a).Output; net.Predict(b); Take(out s); Use(s);")]
    [InlineData("try { var p = net.Predict(a); Use(p.Output); } catch (Exception) { net.Predict(b); }")]
    [InlineData("var p = (flag ? net : other).Predict(a); net.Predict(b); Use(p.Output);")]
    [InlineData("foreach (var v in net.Predict(a).Output) x += v; net.Predict(b);")]
    [InlineData("foreach (var row in rows) { foreach (var v in net.Predict(row).Output) x += v; }")]
    [InlineData("foreach (var v in net.Predict(a).Output.ToArray()) { net.Predict(b); x += v; }")]
    [InlineData("foreach (var v in net.Predict(a).Output) { other.Predict(b); x += v; }")]
    [InlineData("var p = net.Predict(a); try { other.Predict(b); } finally { Use(p.Output); }")]
    [InlineData("var p = net.Predict(a); try { p = net.Predict(b); } finally { Use(p.Output); }")]
    [InlineData("var p = net.Predict(a); try { Use(p.Output); } finally { net.Predict(b); }")]
    public async Task Analyze_WhenMemoryIsStillTheAnswer_IsSilent(string body) => await Verify(body);

    [Fact]
    public async Task Analyze_InAModelsOwnMethod_FollowsThis() => await VerifySource("""
        using GenNet;
        [Model, Input(4)]
        public partial class Own
        {
            [Dense(2)] public partial Dense Output { get; }
            public float Twice(float[] a) { var p = Predict(a); this.Predict(a); return ⟦p.Output⟧[0]; }
        }
        """);

    [Fact]
    public async Task Analyze_AcrossAwaits_IsSilent() => await Verify(
        "async System.Threading.Tasks.Task Run() { x = net.Predict(a).Output[0]; await System.Threading.Tasks.Task.Yield(); x += net.Predict(b).Output[0]; } Run();");

    [Fact]
    public async Task Message_NamesTheLineAndTheFix()
    {
        var diagnostic = Assert.Single(await Diagnostics(Source("var p = net.Predict(a);\nnet.Predict(b);\nUse(p.Output);")));
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Contains("'p.Output'", message, StringComparison.Ordinal);
        Assert.Contains("Predict(input, output)", message, StringComparison.Ordinal);
        var line = Assert.Single(diagnostic.AdditionalLocations).GetLineSpan().StartLinePosition.Line + 1;
        Assert.Contains($"in line {line.ToString(CultureInfo.InvariantCulture)} ", message, StringComparison.Ordinal);
    }

    private static Task Verify(string body) => VerifySource(Source(body));

    private static async Task VerifySource(string marked)
    {
        var source = marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal);
        var expected = marked.Split('⟦').Skip(1).Select(static part => part[..part.IndexOf('⟧', StringComparison.Ordinal)]);
        var found = await Diagnostics(source);
        Assert.Equal(expected, found.Select(d => source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)));
    }

    private static string Source(string body) => $$"""
        using GenNet;

        [Model, Input(4)]
        public partial class Net
        {
            [Dense(2)] public partial Dense Output { get; }
        }

        public sealed class User
        {
            private static readonly Net s_net = new();
            private Net _net = new();
            private Net Mine { get; } = new();
            private float x;

            public void Run(Net net, Net other, Net[] nets, float[] a, float[] b, float[] buffer, float[][] rows, bool flag)
            {
                {{body}}
            }

            private void Reload() => _net = new();
            private static Net Make() => new();
            private static void Exchange(ref Net net) => net = new();
            private static void Take(out ReadOnlySpan<float> values) => values = default;
            private void Use(ReadOnlySpan<float> values) => x += values[0];
            private void Use(ReadOnlySpan<float> values, ReadOnlySpan<float> others) => x += values[0] + others[0];
        }
        """;

    private static async Task<IReadOnlyList<Diagnostic>> Diagnostics(string source)
    {
        CSharpGeneratorDriver.Create(new ModelGenerator())
            .RunGeneratorsAndUpdateCompilation(ModelCompiler.CreateCompilation(source), out var compilation, out _);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new BorrowedPredictionAnalyzer()]).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, static d => d.Id == "AD0001");
        return [.. found.Where(static d => d.Id == "GN2001").OrderBy(static d => d.Location.SourceSpan)];
    }
}
