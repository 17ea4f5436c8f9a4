using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Gpu.Analyzers;

/// <summary>Variables that a block reads from memory before a barrier of its own and uses after it.</summary>
internal static class ReadsBeforeBarriers
{
    /// <summary>The variables of a block.</summary>
    public static IEnumerable<IVariableDeclaratorOperation> Of(IBlockOperation block)
    {
        var statements = block.Operations;
        for (var i = 0; i < statements.Length; i++)
        {
            if (!IsBarrier(statements[i]))
                continue;
            foreach (var read in statements.Take(i).SelectMany(static statement => statement.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>().Where(IsRead))
            {
                if (statements.Skip(i + 1).Any(statement => Uses(statement, read.Symbol)))
                    yield return read;
            }
        }
    }

    private static bool IsBarrier(IOperation statement) =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Barrier", ContainingType.Name: "Group" } } };

    // Fields of a kernel are the device's memory, which groups don't exchange values by: shared memory is a local or a parameter.
    private static bool IsRead(IVariableDeclaratorOperation variable) =>
        variable.GetVariableInitializer() is { } initializer && initializer.Descendants().OfType<IPropertyReferenceOperation>().Any(static of =>
            of is { Property: { IsIndexer: true, ContainingType.Name: "ArrayView" }, Instance: not IFieldReferenceOperation });

    private static bool Uses(IOperation statement, ILocalSymbol variable) =>
        statement.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(of => SymbolEqualityComparer.Default.Equals(of.Local, variable));
}
