using Microsoft.CodeAnalysis;

namespace GenNet.Gpu.Analyzers;

/// <summary>What kernel code must not have, each with what to write instead; README.md has a section for each.</summary>
internal static class KernelRules
{
    public static readonly DiagnosticDescriptor IntConditionalAsFloat = Rule(
        "GK0001", "An int conditional becomes a float", "ILGPU keeps the bits of the int here, so that 1 becomes 1.4e-45: give the branches the type {0}, as in c ? 1f : 0f");

    public static readonly DiagnosticDescriptor NegatedComparison = Rule(
        "GK0002", "A comparison of floats is negated", "With NaN the negation is wrong on OpenCL: write the comparison that is meant, and which way NaN goes");

    public static readonly DiagnosticDescriptor LosesNaN = Rule("GK0003", "Minimum or maximum loses NaN", "{0} of NaN and a number is the number on devices: use Bounds.Largest, Smallest or Clamp");

    public static readonly DiagnosticDescriptor CopySign = Rule("GK0004", "CopySign is swapped", "ILGPU swaps the arguments of {0}: compare with 0 and negate");

    public static readonly DiagnosticDescriptor FusedMultiplyAdd = Rule(
        "GK0005", "FusedMultiplyAdd is unresolved", "{0} is an extern that no device has: write a * b + c, which compilers for devices fuse");

    public static readonly DiagnosticDescriptor UIntAsFloat = Rule("GK0006", "A uint becomes a float by way of a double", "ILGPU converts a uint through a double, which devices may not have: convert to int first");

    public static readonly DiagnosticDescriptor UnguardedAssembly = Rule(
        "GK0007", "PTX without a guard", "{0} is dropped without an error on OpenCL: put it into if (CudaAsm.IsSupported), with an else that does the same in C#");

    public static readonly DiagnosticDescriptor Estimate = Rule("GK0008", "An estimate", "{0} hangs on some OpenCL devices and is of no known error elsewhere: write 1 / MathF.Sqrt(x) or a quotient");

    public static readonly DiagnosticDescriptor Approximate = Rule(
        "GK0009", "A function of the device's own", "{0} is approximate on devices, each in its way: use Exponentials, or write its polynomial and test its error");

    public static readonly DiagnosticDescriptor DoesNotCompile = Rule("GK0010", "ILGPU can't compile this", "ILGPU compiles no {0}: {1}");

    public static readonly DiagnosticDescriptor FloatAtomic = Rule(
        "GK0011", "An atomic operation on floats", "Sums by atomics depend on the order of threads: give each thread its own place and sum the places in order");

    public static readonly DiagnosticDescriptor NotMarked = Rule(
        "GK0012", "A function of kernels that isn't marked", "{0} runs on devices: mark it or its type [GpuKernel], so that these rules hold there too");

    public static readonly DiagnosticDescriptor ReadBeforeBarrier = Rule(
        "GK0013", "A value is read before a barrier and used after it",
        "ILGPU may read {0} after the barrier, when others have written there: use it before, or write what follows to another place and read it after the barrier");

    public static DiagnosticDescriptor[] All { get; } =
    [
        IntConditionalAsFloat, NegatedComparison, LosesNaN, CopySign, FusedMultiplyAdd, UIntAsFloat, UnguardedAssembly, Estimate, Approximate, DoesNotCompile, FloatAtomic, NotMarked, ReadBeforeBarrier,
    ];

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "GenNet.Gpu", DiagnosticSeverity.Error, isEnabledByDefault: true, customTags: WellKnownDiagnosticTags.NotConfigurable);
}
