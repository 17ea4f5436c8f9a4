using GenNet.Generators.Planning;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads from a referenced GenNet.Gpu what it has kernels for.</summary>
internal static class GpuKernelParser
{
    private const string Plan = "GenNet.IGpuPlan";
    private const string Suffix = "Gpu";

    /// <summary>The kernels; null where nothing brings GPUs.</summary>
    public static GpuKernels? Parse(Compilation compilation, CancellationToken cancellation)
    {
        if (compilation.GetTypeByMetadataName(Plan)?.ContainingAssembly is not { } assembly)
            return null;
        cancellation.ThrowIfCancellationRequested();
        var library = assembly.GlobalNamespace.GetNamespaceMembers().First(static n => n.Name == "GenNet");
        var layers = library.GetNamespaceMembers().FirstOrDefault(static n => n.Name == "Layers");
        return new((layers?.GetTypeMembers() ?? [])
            .Where(static type => type is { IsStatic: true, DeclaredAccessibility: Accessibility.Public } && type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(static type => new GpuKernel(
                type.Name[..^Suffix.Length],
                ParametersOf(type, nameof(GpuKernel.Forward)),
                ParametersOf(type, nameof(GpuKernel.ForwardTraining)),
                ParametersOf(type, nameof(GpuKernel.Backward))))
            .OrderBy(static kernel => kernel.Name, StringComparer.Ordinal)
            .ToEquatableArray());
    }

    private static EquatableArray<string> ParametersOf(INamedTypeSymbol type, string method) =>
        (type.GetMembers(method).OfType<IMethodSymbol>().FirstOrDefault()?.Parameters.Select(static p => p.Name) ?? []).ToEquatableArray();
}
