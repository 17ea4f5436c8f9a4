using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>
/// Conditions that are taken for the same wherever they stand: those that only look at variables and members. One that changed in between makes
/// a read go unreported, never a false report.
/// </summary>
internal static class ConditionText
{
    /// <summary>The text of <paramref name="condition"/> without negations, and whether it is true when <paramref name="value"/>; null if it can change by itself.</summary>
    public static (string Text, bool Value)? Of(IOperation condition, bool value)
    {
        while (true)
        {
            switch (condition)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                    (condition, value) = (not.Operand, !value);
                    continue;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different when IsStable(different):
                    return (Text(different.LeftOperand) + "==" + Text(different.RightOperand), !value);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal when IsStable(equal):
                    return (Text(equal.LeftOperand) + "==" + Text(equal.RightOperand), value);
                case IIsPatternOperation pattern when IsStable(pattern):
                    return pattern.Pattern is INegatedPatternOperation negated
                        ? (Text(pattern.Value) + " is " + Text(negated.Pattern), !value)
                        : (Text(pattern.Value) + " is " + Text(pattern.Pattern), value);
                default:
                    return IsStable(condition) ? (Text(condition), value) : null;
            }
        }
    }

    /// <summary>Whether <paramref name="condition"/> speaks of <paramref name="variable"/>.</summary>
    public static bool Names(string condition, ISymbol variable) =>
        SyntaxFactory.ParseTokens(condition).Any(token => token.ValueText == variable.Name);

    private static bool IsStable(IOperation condition) => condition.DescendantsAndSelf().All(static operation => operation is
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation
        or IPropertyReferenceOperation { Arguments.Length: 0 } or ILiteralOperation or IConversionOperation or IBinaryOperation or IUnaryOperation
        or IIsNullOperation or IIsPatternOperation or IPatternOperation);

    private static string Text(IOperation operation) => operation.Syntax.ToString();
}
