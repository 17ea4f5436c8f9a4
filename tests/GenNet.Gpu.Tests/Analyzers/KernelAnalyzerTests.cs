using System.Collections.Immutable;
using GenNet.Gpu.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GenNet.Gpu.Tests.Analyzers;

public sealed class KernelAnalyzerTests
{
    private const string Surroundings = """
        using System;
        namespace Samples;
        sealed class GpuKernelAttribute : Attribute;
        [GpuKernel] interface IGpuKernel<TSelf> { static abstract void Run(TSelf kernel); }
        [GpuKernel] static class CudaAsm { public static bool IsSupported => true; public static void Emit(string text) { } }
        [GpuKernel] static class Atomic { public static void Add(ref float target, float value) { } public static void Add(ref int target, int value) { } }
        [GpuKernel] static class Group { public static void Barrier() { } }
        [GpuKernel] struct ArrayView<T>(T[] values) { public ref T this[int index] => ref values[index]; }
        struct Values { public ArrayView<float> All; }
        static class Host { public static float Twice(float x) => 2 * x; public static float Two => 2; }
        [GpuKernel] static class Marked { public static float Twice(float x) => 2 * x; public static float Two => 2; }
        """;

    private static readonly MetadataReference[] s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Numerics.Vectors.dll").Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string, string> Refused => new()
    {
        { "GK0001", "float y = c ? 1 : 0;" },
        { "GK0001", "var y = x * (c ? n : 0);" },
        { "GK0001", "var y = (float)(c ? n : 0);" },
        { "GK0002", "var y = !(x < 1);" },
        { "GK0002", "if (!(x == 1)) x = 0;" },
        { "GK0003", "var y = MathF.Max(x, 0);" },
        { "GK0003", "var y = Math.Min(x, 0f);" },
        { "GK0004", "var y = MathF.CopySign(x, 1);" },
        { "GK0005", "var y = MathF.FusedMultiplyAdd(x, x, 1);" },
        { "GK0006", "var y = x * u;" },
        { "GK0007", """CudaAsm.Emit("");""" },
        { "GK0007", """if (!CudaAsm.IsSupported) CudaAsm.Emit("");""" },
        { "GK0008", "var y = MathF.ReciprocalSqrtEstimate(x);" },
        { "GK0009", "var y = MathF.Exp(x);" },
        { "GK0009", "var y = MathF.Tanh(x);" },
        { "GK0010", "Func<float> y = () => 1;" },
        { "GK0010", "throw new Exception();" },
        { "GK0010", "Span<float> y = stackalloc float[4];" },
        { "GK0010", "var y = (Half)x;" },
        { "GK0010", "var y = System.Numerics.Vector4.One;" },
        { "GK0010", "var y = Math.Clamp(x, 0, 1);" },
        { "GK0010", "var y = System.Runtime.CompilerServices.Unsafe.BitCast<float, int>(x);" },
        { "GK0010", "static int One() => 1;" },
        { "GK0011", "Atomic.Add(ref x, 1f);" },
        { "GK0012", "var y = Host.Twice(x);" },
        { "GK0012", "var y = Host.Two;" },
        { "GK0013", "ArrayView<float> v = default; var y = v[n]; Group.Barrier(); v[n] = 1; x = y;" },
        { "GK0013", "ArrayView<int> v = default; var y = v[n] != 0; Group.Barrier(); if (y) return;" },
    };

    public static TheoryData<string> Allowed =>
    [
        "var y = c ? 1f : 0f;",
        "var y = c ? 1 : 0;",
        "var y = c ? (float)n : 0f;",
        "var y = !c;",
        "var y = !(n < 1);",
        "var y = Math.Max(n, 0);",
        "var y = MathF.Sqrt(x);",
        "var y = x * (int)u;",
        """if (CudaAsm.IsSupported) CudaAsm.Emit("");""",
        "Atomic.Add(ref n, 1);",
        "var y = Marked.Twice(x) * Marked.Two;",
        "ArrayView<float> v = default; var y = v[n]; x = y; Group.Barrier(); v[n] = 1;",
        "Values k = default; var y = k.All[n]; Group.Barrier(); x = y;",
        "ArrayView<float> v = default; Group.Barrier(); var y = v[n]; x = y;",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Construct_InKernelCode_IsRefused(string rule, string statement)
    {
        var refused = await Analyze($$"""
            [GpuKernel] static class OfMarkedType { static void F(bool c, float x, int n, uint u) { {{statement}} } }
            static class OfMarkedMethod { [GpuKernel] static void F(bool c, float x, int n, uint u) { {{statement}} } static void G(bool c, float x, int n, uint u) { {{statement}} } }
            struct Kernel : IGpuKernel<Kernel> { public static void Run(Kernel kernel) { } static void F(bool c, float x, int n, uint u) { {{statement}} } }
            """);
        Assert.Equal(3, refused.Count(id => id == rule));
    }

    [Theory]
    [MemberData(nameof(Allowed))]
    public async Task Construct_ThatIlgpuCompiles_IsAllowed(string statement) =>
        Assert.Empty(await Analyze($"[GpuKernel] static class K {{ static void F(bool c, float x, int n, uint u) {{ {statement} }} }}"));

    [Fact]
    public void Rules_AllOfThem_HaveALineInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "KernelRules.md"));
        foreach (var rule in new KernelAnalyzer().SupportedDiagnostics)
            Assert.Contains($"| {rule.Id} |", readme, StringComparison.Ordinal);
    }

    private static async Task<string[]> Analyze(string type)
    {
        var compilation = CSharpCompilation.Create(
            "Samples", [CSharpSyntaxTree.ParseText(Surroundings + Environment.NewLine + type, cancellationToken: TestContext.Current.CancellationToken)], s_references,
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new KernelAnalyzer()];
        return [.. (await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Select(diagnostic => diagnostic.Id)];
    }
}
