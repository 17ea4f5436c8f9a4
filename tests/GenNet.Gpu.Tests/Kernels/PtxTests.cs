using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using GenNet.Gpu.Kernels;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>
/// Every kernel as PTX for sm_80 and sm_90, which needs no device; through <c>ptxas</c> where it is installed, whose path <c>GENNET_PTXAS</c> may say. To read it: <c>GENNET_PTX</c> is a folder that
/// receives the text.
/// </summary>
public sealed partial class PtxTests
{
    public static TheoryData<string> Architectures => ["sm_80", "sm_90"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Ptx_OfEveryKernel_HasNeitherLocalMemoryNorExterns(string architecture)
    {
        var wrong = new List<string>();
        using var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).CPU(CPUDeviceKind.Default));
        using var backend = Backend(context, architecture);
        foreach (var kernel in KernelInstances.All())
        {
            var ptx = Compile(backend, kernel);
            Keep(kernel, architecture, ptx);
            if (HasLocalMemory(ptx))
                wrong.Add($"{kernel}: local memory");
            if (ptx.Contains(".extern", StringComparison.Ordinal))
                wrong.Add($"{kernel}: an extern");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Ptxas_OfEveryKernel_SpillsNothingButSumsThatRest(string architecture)
    {
        var ptxas = Environment.GetEnvironmentVariable("GENNET_PTXAS") ?? "ptxas";
        Assert.SkipUnless(CanRun(ptxas), "ptxas isn't installed: it comes with NVIDIA's CUDA toolkit, and GENNET_PTXAS may say where it is.");
        var wrong = new List<string>();
        using var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).CPU(CPUDeviceKind.Default));
        using var backend = Backend(context, architecture);
        foreach (var kernel in KernelInstances.All())
        {
            var report = Assemble(ptxas, architecture, Compile(backend, kernel));
            TestContext.Current.TestOutputHelper?.WriteLine($"{Name(kernel)}: {report.Trim()}");
            // Where two groups are wanted at once, sums may rest in local memory: as many as a thread has of one kind.
            var mostBytes = SpecializationOf(kernel).MinNumGroupsPerMultiprocessor is null ? 0 : 32 * sizeof(float);
            if (int.Parse(StackFrame().Match(report).Groups[1].Value, CultureInfo.InvariantCulture) > mostBytes || (mostBytes == 0 && !report.Contains(" 0 bytes spill stores, 0 bytes spill loads", StringComparison.Ordinal)))
                wrong.Add($"{Name(kernel)}: {report}");
        }
        Assert.Empty(wrong);
    }

    // What tensor cores can't be asked here: the instruction and its registers. The C# beside it stands behind a predicate that is a constant, and ptxas drops it.
    [Theory]
    [InlineData(typeof(TensorFloat32), "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32", "cvt.rna.tf32.f32")]
    [InlineData(typeof(BrainFloat16), "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32", "cvt.rn.bf16x2.f32")]
    [InlineData(typeof(HalfFloat16), "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32", "cvt.rn.f16x2.f32")]
    public void Ptx_OfTensorCores_HasTheInstructionOnRegisters(Type format, string multiply, string round)
    {
        using var context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2).CPU(CPUDeviceKind.Default));
        using var backend = Backend(context, "sm_80");
        var ptx = Compile(backend, typeof(TensorProductKernel<,,,,>).MakeGenericType(typeof(LineByLine), typeof(SideBySide), typeof(LinearActivation), typeof(TensorTile128), format));
        var instructions = ptx.Split('\n').Where(line => line.Contains("mma.sync", StringComparison.Ordinal)).ToArray();
        Assert.Equal(16, instructions.Length);
        Assert.All(instructions, line => Assert.Matches($@"{Regex.Escape(multiply)} \{{\s*(%f\d+,?){{4}}\}}, \{{(%r\d+,?){{4}}\}}, \{{(%r\d+,?){{2}}\}}, \{{(%f\d+,?){{4}}\}};", line));
        // Sums are added to where they are: first and last registers are the same.
        Assert.All(instructions, line => Assert.Equal(Registers(line)[..4], Registers(line)[^4..]));
        Assert.Contains(round, ptx, StringComparison.Ordinal);
        Assert.Contains("st.shared.v4", ptx, StringComparison.Ordinal);
    }

    // Operands of inline assembly pass through pieces of four bytes, of which each is one register for ptxas: the other test sees that none is left.
    private static bool HasLocalMemory(string ptx) =>
        Regex.Matches(ptx, @"\.local \.align \d+ \.b8 \w+\[(\d+)\]").Any(match => match.Groups[1].Value != "4");

    private static string[] Registers(string line) => [.. Regex.Matches(line, @"%[fr]\d+").Select(match => match.Value)];

    private static string Name(Type kernel) => kernel.IsGenericType ? $"{kernel.Name}[{string.Join(", ", kernel.GetGenericArguments().Select(Name))}]" : kernel.Name;

    private static PTXBackend Backend(Context context, string architecture)
    {
        var (of, instructions) = architecture == "sm_80" ? (CudaArchitecture.SM_80, CudaInstructionSet.ISA_78) : (CudaArchitecture.SM_90, CudaInstructionSet.ISA_78);
        return new(context, new CudaCapabilityContext(of), of, instructions, null);
    }

    private static string Compile(PTXBackend backend, Type kernel)
    {
        var run = kernel.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(run), SpecializationOf(kernel))).PTXAssembly;
    }

    private static KernelSpecialization SpecializationOf(Type kernel) =>
        (KernelSpecialization)typeof(KernelLaunch).GetMethod(nameof(KernelLaunch.Specialization))!.MakeGenericMethod(kernel).Invoke(null, null)!;

    private static void Keep(Type kernel, string architecture, string ptx)
    {
        if (Environment.GetEnvironmentVariable("GENNET_PTX") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, architecture)).FullName, $"{Name(kernel)}.ptx"), ptx);
    }

    private static bool CanRun(string ptxas)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(ptxas, "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Assemble(string ptxas, string architecture, string ptx)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, ptx);
            using var process = Process.Start(new ProcessStartInfo(ptxas, ["-arch=" + architecture, "-v", file, "-o", "/dev/null"]) { RedirectStandardError = true })!;
            var report = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return report;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"(\d+) bytes stack frame")]
    private static partial Regex StackFrame();
}
