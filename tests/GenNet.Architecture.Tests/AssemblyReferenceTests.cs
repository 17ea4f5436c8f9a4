using Mono.Cecil;

namespace GenNet.Architecture.Tests;

/// <summary>Which libraries an assembly depends on: those of its package, and no other.</summary>
public sealed class AssemblyReferenceTests
{
    [Theory]
    [InlineData("GenNet.dll", "GenNet.Model Google.Protobuf IronSnappy")]
    [InlineData("GenNet.Tool.dll", "GenNet GenNet.Generators GenNet.Model Microsoft.CodeAnalysis Microsoft.CodeAnalysis.CSharp Microsoft.VisualStudio.SolutionPersistence Spectre.Console Spectre.Console.Ansi")]
    [InlineData("GenNet.PureHdf.dll", "GenNet PureHDF")]
    [InlineData("GenNet.Gpu.dll", "GenNet GenNet.Model ILGPU ILGPU.Algorithms")]
    [InlineData("GenNet.Convert.dll", "GenNet GenNet.PureHdf")]
    public void Assembly_ReferencesWhatItsLineSays(string assembly, string expected)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly));

        Assert.Equal(expected.Split(' '), module.AssemblyReferences.Select(static reference => reference.Name).Where(static name => !name.StartsWith("System.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>A mapped file that another program cuts off ends the process: HDF5 is read as a stream.</summary>
    [Theory]
    [InlineData("GenNet.dll")]
    [InlineData("GenNet.PureHdf.dll")]
    public void Assembly_MapsNoFile(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly));

        Assert.DoesNotContain(module.AssemblyReferences, static reference => reference.Name == "System.IO.MemoryMappedFiles");
    }
}
