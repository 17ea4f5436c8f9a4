using System.Linq;
using Microsoft.CodeAnalysis;

namespace GenNet.Gpu.Analyzers;

/// <summary>Which code runs on devices.</summary>
internal static class KernelCode
{
    private const string AttributeName = "GpuKernelAttribute";

    /// <summary>Whether <paramref name="symbol"/> is a function of kernels: marked itself, or of a type that is marked or implements a marked interface.</summary>
    public static bool Contains(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => IsMarked(symbol) || Contains(property),
        IMethodSymbol or IPropertySymbol => IsMarked(symbol) || (symbol.ContainingType is { } type && (IsMarked(type) || type.AllInterfaces.Any(IsMarked))),
        _ => IsMarked(symbol),
    };

    private static bool IsMarked(ISymbol symbol) => symbol.OriginalDefinition.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == AttributeName);
}
