using System.Linq;
using Microsoft.CodeAnalysis;

namespace GenNet.Gpu.Analyzers;

/// <summary>Which code runs on devices.</summary>
internal static class KernelCode
{
    private const string AttributeName = "GpuKernelAttribute";
    private const string InterfaceName = "IGpuKernel";

    /// <summary>Whether <paramref name="symbol"/> is a function of kernels: marked itself, or of a type that is marked or a kernel.</summary>
    public static bool Contains(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => IsMarked(symbol) || Contains(property),
        _ => IsMarked(symbol) || (symbol is (IMethodSymbol or IPropertySymbol) && symbol.ContainingType is { } type && (IsMarked(type) || type.AllInterfaces.Any(implemented => implemented.Name == InterfaceName))),
    };

    private static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AttributeName);
}
