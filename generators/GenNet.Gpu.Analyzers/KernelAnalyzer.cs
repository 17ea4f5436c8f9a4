using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GenNet.Gpu.Analyzers;

/// <summary>Refuses in kernel code what ILGPU compiles wrongly, or not at all; see <see cref="KernelRules"/>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. KernelRules.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        Register(context, Conversion, OperationKind.Conversion);
        Register(context, Negation, OperationKind.Unary);
        Register(context, Call, OperationKind.Invocation);
        Register(context, PropertyOfOwn, OperationKind.PropertyReference);
        Register(
            context, WhatDoesNotCompile, OperationKind.DelegateCreation, OperationKind.FunctionPointerInvocation, OperationKind.Throw, OperationKind.AddressOf, OperationKind.LocalFunction);
        Register(context, Local, OperationKind.VariableDeclarator);
        Register(context, Reads, OperationKind.Block);
    }

    private static void Register(AnalysisContext context, Action<OperationAnalysisContext> action, params OperationKind[] kinds) => context.RegisterOperationAction(
        operation =>
        {
            if (KernelCode.Contains(operation.ContainingSymbol))
                action(operation);
        },
        kinds);

    private static void Conversion(OperationAnalysisContext context)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (!IsFloat(conversion.Type))
            return;
        if (Inner(conversion.Operand) is IConditionalOperation { Type.SpecialType: SpecialType.System_Int32 } conditional)
            Report(context, KernelRules.IntConditionalAsFloat, conditional, conversion.Type!.ToDisplayString());
        if (conversion.Operand.Type?.SpecialType is SpecialType.System_UInt32 && !conversion.Operand.ConstantValue.HasValue)
            Report(context, KernelRules.UIntAsFloat, conversion);
    }

    private static void Negation(OperationAnalysisContext context)
    {
        var negation = (IUnaryOperation)context.Operation;
        if (negation.OperatorKind == UnaryOperatorKind.Not && Inner(negation.Operand) is IBinaryOperation comparison && IsFloat(comparison.LeftOperand.Type))
            Report(context, KernelRules.NegatedComparison, negation);
    }

    private static void Call(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        var name = $"{method.ContainingType.Name}.{method.Name}";
        switch (method.ContainingType.Name)
        {
            case "MathF" or "Math" when KernelFunctions.RuleOf(method.Name, IsFloat(method.ReturnType)) is { } rule:
                Report(context, rule, call, rule == KernelRules.DoesNotCompile ? [name, "write the comparisons out, as Bounds.Clamp does"] : [name]);
                break;
            case "CudaAsm" when !IsGuarded(call):
                Report(context, KernelRules.UnguardedAssembly, call, name);
                break;
            case "Atomic" when method.Parameters.Any(parameter => IsFloat(parameter.Type)):
                Report(context, KernelRules.FloatAtomic, call);
                break;
            case "Unsafe" when method.Name == "BitCast":
                Report(context, KernelRules.DoesNotCompile, call, name, "use Interop.FloatAsInt and Interop.IntAsFloat");
                break;
        }
        RequireMark(context, call, method);
    }

    private static void PropertyOfOwn(OperationAnalysisContext context) => RequireMark(context, context.Operation, ((IPropertyReferenceOperation)context.Operation).Property);

    // A function of this assembly must be under these rules as well.
    private static void RequireMark(OperationAnalysisContext context, IOperation operation, ISymbol member)
    {
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, context.Compilation.Assembly) && !KernelCode.Contains(member.OriginalDefinition))
            Report(context, KernelRules.NotMarked, operation, $"{member.ContainingType.Name}.{member.Name}");
    }

    private static void WhatDoesNotCompile(OperationAnalysisContext context)
    {
        var (what, instead) = context.Operation switch
        {
            IThrowOperation => ("throw", "check arguments where the kernel is launched"),
            IAddressOfOperation => ("address of", "index a view"),
            ILocalFunctionOperation => ("local function", "write a static method"),
            _ => ("delegate or lambda", "give a struct with a static abstract method as a type argument"),
        };
        Report(context, KernelRules.DoesNotCompile, context.Operation, what, instead);
    }

    private static void Local(OperationAnalysisContext context)
    {
        var type = ((IVariableDeclaratorOperation)context.Operation).Symbol.Type;
        if (KernelFunctions.RemedyForType(type) is { } remedy)
            Report(context, KernelRules.DoesNotCompile, context.Operation, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), remedy);
    }

    private static void Reads(OperationAnalysisContext context)
    {
        foreach (var read in ReadsBeforeBarriers.Of((IBlockOperation)context.Operation))
            Report(context, KernelRules.ReadBeforeBarrier, read, read.Symbol.Name);
    }

    private static bool IsGuarded(IOperation operation)
    {
        for (var outer = operation; outer.Parent is { } parent; outer = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.WhenTrue == outer && conditional.Condition is IPropertyReferenceOperation { Property.Name: "IsSupported" })
                return true;
        }
        return false;
    }

    private static IOperation Inner(IOperation operation) => operation is IParenthesizedOperation parenthesized ? Inner(parenthesized.Operand) : operation;

    private static bool IsFloat(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, IOperation operation, params object[] arguments) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, operation.Syntax.GetLocation(), arguments));
}
